package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Writes a change of shape that keeps the first axis and makes one of all others as a Flatten.
 *
 * <pre>
 * Reshape(x: Nx16x1x1, [0,-1]) -> Flatten(x)
 * Squeeze(x: Nx16x1x1, [2,3])  -> Flatten(x)
 * </pre>
 */
@RuleInfo(
        roots = {"Reshape", "Squeeze"},
        lossless = false,
        summary = "A Reshape or Squeeze to two axes that keeps the first is a Flatten.",
        example = "Reshape(x, [0, -1]) where x is Nx16x1x1 -> Flatten(x)")
public final class ReshapeToFlatten implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Shape before = graph.shape(node.input(0));
        Shape after = graph.shape(node.output(0));
        if (before == null
                || after == null
                || before.rank() < 3
                || after.rank() != 2
                || after.dim(0).is(0)
                || !after.dim(0).isCertainly(before.dim(0))) {
            return Edit.unchanged();
        }
        Node flatten = new Node(node.name(), OpId.of("Flatten"), List.of(node.input(0)), node.outputs(), List.of());
        return Edit.replace(node, flatten, "the first axis stays and the others become one");
    }
}
