package org.onnxnet.simplify.rule;

import java.util.Arrays;
import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Writes the mean over all spatial axes, where they stay with size 1, as a GlobalAveragePool.
 *
 * <pre>ReduceMean[axes=2,3, keepdims=1](x: NxCxHxW) -> GlobalAveragePool(x)</pre>
 */
@RuleInfo(
        roots = "ReduceMean",
        lossless = false,
        summary = "A ReduceMean that keeps the spatial axes it reduces, all of them, is a GlobalAveragePool.",
        example = "ReduceMean[axes=2,3, keepdims=1](x) where x is NxCxHxW -> GlobalAveragePool(x)")
public final class ReduceMeanToGlobalAveragePool implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Shape shape = graph.shape(node.input(0));
        if (shape == null
                || shape.rank() < 4
                || node.intAttribute("keepdims", 1) == 0
                || !AxesArgument.isGiven(node, 1)) {
            return Edit.unchanged();
        }
        long[] axes = AxesArgument.of(node, 1, shape.rank(), graph);
        boolean spatial = axes != null
                && axes.length == shape.rank() - 2
                && Arrays.stream(axes).allMatch(axis -> axis >= 2);
        return spatial
                ? Edit.replace(
                        node,
                        new Node(
                                node.name(),
                                OpId.of("GlobalAveragePool"),
                                List.of(node.input(0)),
                                node.outputs(),
                                List.of()),
                        "the mean over all spatial axes")
                : Edit.unchanged();
    }
}
