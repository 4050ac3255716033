package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Makes a tensor of one number in the shape that it ends up with.
 *
 * <pre>Unsqueeze(ConstantOfShape([64]), [1, 2]) -> ConstantOfShape([64, 1, 1])</pre>
 */
@RuleInfo(
        roots = {"Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Expand", "Tile"},
        lossless = true,
        summary = "A change of shape of what ConstantOfShape makes is a ConstantOfShape of that shape.",
        example = "Unsqueeze(ConstantOfShape([64]), [1, 2]) -> ConstantOfShape([64, 1, 1])")
public final class MoveUniform implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node maker = graph.producer(node.input(0), "ConstantOfShape");
        Shape shape = graph.staticShape(node.output(0));
        if (maker == null || shape == null || shape.rank() == 0) {
            return Edit.unchanged();
        }
        String target = graph.freshName(node.output(0), "shape");
        Edit.Builder edit = Edit.because("all elements are one number").remove(node);
        if (graph.isUsedOnce(node.input(0))) {
            edit.remove(maker);
        }
        return edit.constant(Tensor.ofLongs(target, shape.toLongs()))
                .add(maker.withName(node.name()).withInputs(List.of(target)).withOutputs(node.outputs()))
                .build();
    }
}
