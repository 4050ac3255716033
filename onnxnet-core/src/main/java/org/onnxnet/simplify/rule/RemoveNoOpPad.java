package org.onnxnet.simplify.rule;

import java.util.Arrays;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a padding by nothing.
 *
 * <pre>Pad(x, [0,0,0,0]) -> x</pre>
 */
@RuleInfo(
        roots = "Pad",
        lossless = true,
        summary = "A Pad by zero elements on every side gives its input.",
        example = "Relu(Pad(x, [0, 0, 0, 0])) -> Relu(x)")
public final class RemoveNoOpPad implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        long[] pads = Pads.of(node, graph);
        return pads != null && Arrays.stream(pads).allMatch(pad -> pad == 0)
                ? Edit.bypass(node, node.input(0), "all pads are 0")
                : Edit.unchanged();
    }
}
