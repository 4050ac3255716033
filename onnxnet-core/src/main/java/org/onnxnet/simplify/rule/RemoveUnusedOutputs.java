package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.CANONICAL;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;

/**
 * Leaves out an optional output that nobody reads.
 *
 * <pre>y, indices = MaxPool(x) -> y = MaxPool(x)</pre>
 */
@RuleInfo(
        roots = {"MaxPool", "LayerNormalization"},
        mode = CANONICAL,
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
