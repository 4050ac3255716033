package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Swaps the branches of a Where instead of turning its condition around. Not lossless, since ONNX Runtime makes the -0 of one
 * branch a +0 and leaves that of the other.
 *
 * <pre>Where(Not(c), x, y) -> Where(c, y, x)</pre>
 */
@RuleInfo(
        roots = "Where",
        lossless = false,
        summary = "A Where on the Not of a condition is a Where on the condition, with its branches swapped.",
        example = "Where(Not(c), x, y) -> Where(c, y, x)")
public final class FuseNotIntoWhere implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node not = graph.producer(node.input(0), "Not");
        return not == null
                ? Edit.unchanged()
                : Edit.replace(
                        node,
                        node.withInputs(List.of(not.input(0), node.input(2), node.input(1))),
                        "what is chosen where a condition does not hold");
    }
}
