package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a node that combines one value with nothing.
 *
 * <pre>Concat(x) -> x</pre>
 */
@RuleInfo(
        roots = {"Concat", "Sum", "Max", "Min", "Mean"},
        lossless = true,
        summary = "A Concat, Sum, Max, Min or Mean of one value gives that value.",
        example = "Relu(Concat[axis=0](x)) -> Relu(x)")
public final class RemoveSingleInput implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        return node.inputs().size() == 1
                ? Edit.bypass(node, node.input(0), "there is one input only")
                : Edit.unchanged();
    }
}
