package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a reduction over axes that have one element.
 *
 * <pre>
 * ReduceSum[keepdims=1](x: 1x3, [0]) -> x
 * ReduceSum[keepdims=0](x: 1x3, [0]) -> Squeeze(x, [0])
 * </pre>
 */
@RuleInfo(
        roots = {"ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd"},
        lossless = false,
        summary = "A reduction over axes of size 1 gives its input, or a Squeeze of it; -0 may become +0.",
        example = "ReduceSum[keepdims=0](x, [0]) where x is 1x3 -> Squeeze(x, [0])")
public final class RemoveUnitReduction implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Shape shape = graph.shape(node.input(0));
        long[] axes =
                shape == null || !AxesArgument.isGiven(node, 1) ? null : AxesArgument.of(node, 1, shape.rank(), graph);
        if (shape == null || axes == null || axes.length == 0) {
            return Edit.unchanged();
        }
        for (long axis : axes) {
            if (!shape.dim((int) axis).is(1)) {
                return Edit.unchanged();
            }
        }
        String reason = "the axes have one element";
        if (node.intAttribute("keepdims", 1) != 0) {
            return Edit.bypass(node, node.input(0), reason);
        }
        Edit.Builder edit = Edit.because(reason).remove(node);
        AxesArgument.add(edit, graph, node, "Squeeze", node.input(0), axes, 13);
        return edit.build();
    }
}
