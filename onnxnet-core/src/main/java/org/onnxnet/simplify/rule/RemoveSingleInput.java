package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.LOSSLESS;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;

/**
 * Removes a node that combines one value with nothing.
 *
 * <pre>Concat(x) -> x</pre>
 */
@RuleInfo(
        roots = {"Concat", "Sum", "Max", "Min", "Mean"},
        mode = LOSSLESS,
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
