package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a choice that is always the same. Where the value that is left has fewer axes or elements than the result, an Expand
 * takes the place of the Where. ONNX Runtime's Where makes +0 of -0, so even this is not lossless.
 *
 * <pre>
 * Where(true, x, y) -> x
 * Where(c, x, x)    -> x
 * </pre>
 */
@RuleInfo(
        roots = "Where",
        lossless = false,
        summary =
                "A Where whose condition is constant, or whose branches are one value, gives that branch or expands it; -0 stays -0.",
        example = "Relu(Where([true], x, y)) -> Relu(x)")
public final class RemoveConstantWhere implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        String condition = node.input(0);
        if (node.input(1).equals(node.input(2))) {
            return choose(node, node.input(1), "both branches are the same value", graph);
        }
        if (UniformTensor.isAll(condition, 1, graph)) {
            return choose(node, node.input(1), "the condition is always true", graph);
        }
        return UniformTensor.isAll(condition, 0, graph)
                ? choose(node, node.input(2), "the condition is always false", graph)
                : Edit.unchanged();
    }

    private static Edit choose(Node node, String branch, String reason, GraphView graph) {
        if (Operands.hasTypeOf(branch, node.output(0), graph)) {
            return Edit.bypass(node, branch, reason);
        }
        Shape shape = graph.staticShape(node.output(0));
        if (shape == null || shape.rank() == 0) {
            return Edit.unchanged();
        }
        String target = graph.freshName(node.output(0), "shape");
        return Edit.because(reason)
                .remove(node)
                .constant(Tensor.ofLongs(target, shape.toLongs()))
                .add(new Node(node.name(), OpId.of("Expand"), List.of(branch, target), node.outputs(), List.of()))
                .build();
    }
}
