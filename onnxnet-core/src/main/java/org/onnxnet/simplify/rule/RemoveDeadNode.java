package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a node whose outputs nobody reads.
 *
 * <pre>y = Relu(x), z = Exp(x) -> y = Relu(x)</pre>
 */
@RuleInfo(
        roots = RuleInfo.ANY,
        lossless = true,
        summary = "A node goes when no node and no output reads any of its results.",
        example = "y = Relu(x), unread = Exp(x) -> y = Relu(x)")
public final class RemoveDeadNode implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        boolean writes = false;
        for (String output : node.outputs()) {
            if (!output.isEmpty()) {
                writes = true;
                if (graph.isRead(output)) {
                    return Edit.unchanged();
                }
            }
        }
        return writes ? Edit.because("nothing reads its outputs").remove(node).build() : Edit.unchanged();
    }
}
