package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Lets readers of a repeated computation read its first result.
 *
 * <pre>Add(Relu(x), Relu(x)) with two nodes -> Add(y, y), y = Relu(x)</pre>
 */
@RuleInfo(
        roots = RuleInfo.ANY,
        lossless = true,
        summary = "Of two deterministic nodes with equal operator, inputs and attributes in one graph the first stays.",
        example = "Add(Relu(x), Relu(x)) -> y = Relu(x), Add(y, y)")
public final class MergeEqualNodes implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node twin = graph.earlierTwin(node);
        if (twin == null) {
            return Edit.unchanged();
        }
        Edit.Builder edit = Edit.because("computed before by " + twin).remove(node);
        for (int slot = 0; slot < node.outputs().size(); slot++) {
            if (node.hasOutput(slot)) {
                edit.rename(node.output(slot), twin.output(slot));
            }
        }
        return edit.build();
    }
}
