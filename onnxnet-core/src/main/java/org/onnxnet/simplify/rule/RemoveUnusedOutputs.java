package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Leaves out an optional output that nobody reads.
 *
 * <pre>y, indices = MaxPool(x) -> y = MaxPool(x)</pre>
 */
@RuleInfo(
        roots = {"MaxPool", "LayerNormalization"},
        lossless = false,
        summary =
                "An optional second or third output that nothing reads is left out; a runtime may then treat NaN otherwise.",
        example = "y, unread = MaxPool(x) -> y = MaxPool(x)")
public final class RemoveUnusedOutputs implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        int wanted = node.outputs().size();
        while (wanted > 1 && (!node.hasOutput(wanted - 1) || graph.useCount(node.output(wanted - 1)) == 0)) {
            wanted--;
        }
        return wanted == node.outputs().size() || graph.useCount(node.output(0)) == 0
                ? Edit.unchanged()
                : Edit.replace(
                        node, node.withOutputs(node.outputs().subList(0, wanted)), "nothing reads the other outputs");
    }
}
