package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes an operation that was done to the same value just before and changes nothing the second time.
 *
 * <pre>Relu(Relu(x)) -> Relu(x)</pre>
 */
@RuleInfo(
        roots = {"Relu", "Abs", "Floor", "Ceil", "Round", "Sign"},
        lossless = true,
        summary = "Relu, Abs, Floor, Ceil, Round or Sign of itself is done once.",
        example = "Relu(Relu(x)) -> Relu(x)")
public final class RemoveRepeatedOperation implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        return graph.producer(node.input(0), node.op().type()) == null
                ? Edit.unchanged()
                : Edit.bypass(node, node.input(0), "done already");
    }
}
