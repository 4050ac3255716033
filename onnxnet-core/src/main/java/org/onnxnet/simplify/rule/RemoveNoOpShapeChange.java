package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a node that could only change the shape, and does not.
 *
 * <pre>Reshape(x: 2x3, [2,3]) -> x</pre>
 */
@RuleInfo(
        roots = {"Reshape", "Flatten", "Squeeze", "Unsqueeze", "Expand", "Tile"},
        lossless = true,
        summary = "A Reshape, Flatten, Squeeze, Unsqueeze, Expand or Tile that keeps the shape gives its input.",
        example = "Relu(Reshape(x, [2, -1])) where x is 2x3 -> Relu(x)")
public final class RemoveNoOpShapeChange implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Shape before = graph.shape(node.input(0));
        Shape after = graph.shape(node.output(0));
        return before != null && after != null && before.isCertainly(after)
                ? Edit.bypass(node, node.input(0), "the shape stays " + before)
                : Edit.unchanged();
    }
}
