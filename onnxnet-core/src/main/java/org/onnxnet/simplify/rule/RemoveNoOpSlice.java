package org.onnxnet.simplify.rule;

import java.util.Arrays;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a slice of everything.
 *
 * <pre>Slice(x, [0], [2^63-1], [1], [1]) -> x</pre>
 */
@RuleInfo(
        roots = "Slice",
        lossless = true,
        summary = "A Slice with steps of 1 that keeps the shape gives its input.",
        example = "Relu(Slice(x, [0], [9223372036854775807], [1])) -> Relu(x)")
public final class RemoveNoOpSlice implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Shape before = graph.shape(node.input(0));
        Shape after = graph.shape(node.output(0));
        if (before == null || after == null || !before.isCertainly(after)) {
            return Edit.unchanged();
        }
        if (node.hasInput(4)) {
            long[] steps = graph.longs(node.input(4));
            if (steps == null || !Arrays.stream(steps).allMatch(step -> step == 1)) {
                return Edit.unchanged();
            }
        }
        return Edit.bypass(node, node.input(0), "all of " + before + " is taken");
    }
}
