package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a split into one part.
 *
 * <pre>Split(x) with one output -> x</pre>
 */
@RuleInfo(
        roots = "Split",
        lossless = true,
        summary = "A Split into one part gives its input.",
        example = "Relu(Split[axis=0](x)) with one output -> Relu(x)")
public final class RemoveSingleSplit implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Shape before = graph.shape(node.input(0));
        Shape after = graph.shape(node.output(0));
        boolean whole = before != null && after != null && before.isCertainly(after);
        return node.outputs().size() == 1 && whole
                ? Edit.bypass(node, node.input(0), "there is one part only")
                : Edit.unchanged();
    }
}
