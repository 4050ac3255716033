package org.onnxnet.simplify.rule;

import java.util.List;
import java.util.Set;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Makes one Reshape of a chain of nodes that only change the shape, or nothing where the chain comes back to the shape it
 * started from. Goes through the shapes that were inferred, never through the text of the arguments: a 0 in the second
 * Reshape means a dimension of the tensor in the middle.
 *
 * <pre>
 * Reshape(Reshape(x: 2x3x4, [6,4]), [0,-1]) -> Reshape(x, [6,4])
 * Squeeze(Unsqueeze(x, [0]), [0])           -> x
 * </pre>
 */
@RuleInfo(
        roots = {"Reshape", "Flatten", "Squeeze", "Unsqueeze"},
        lossless = true,
        summary =
                "A chain of Reshape, Flatten, Squeeze and Unsqueeze is one Reshape to the inferred shape, or nothing.",
        example = "Reshape(Reshape(x, [6, 4]), [0, -1]) where x is 2x3x4 -> Reshape(x, [6, 4])")
public final class MergeShapeChanges implements NodeRule {
    private static final Set<String> SHAPE_CHANGES = Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze");

    @Override
    public Edit apply(Node node, GraphView graph) {
        Node first = graph.producer(node.input(0));
        Shape after = graph.shape(node.output(0));
        if (first == null
                || after == null
                || !first.op().isDefaultDomain()
                || !SHAPE_CHANGES.contains(first.op().type())) {
            return Edit.unchanged();
        }
        String data = first.input(0);
        Shape before = graph.shape(data);
        if (before != null && before.isCertainly(after)) {
            return Edit.bypass(node, data, "the chain comes back to " + before);
        }
        // Two Squeezes or Unsqueezes stay what they are, in one node.
        boolean sameKind = node.op().equals(first.op()) && !node.is("Reshape") && !node.is("Flatten");
        long[] target = sameKind || graph.opset() < 5 ? null : ReshapeTarget.of(after);
        if (target == null || !graph.isUsedOnce(first.output(0))) {
            return Edit.unchanged();
        }
        String shape = graph.freshName(node.output(0), "shape");
        return Edit.because("only the last shape counts, " + after)
                .remove(node)
                .remove(first)
                .constant(Tensor.ofLongs(shape, target))
                .add(new Node(node.name(), OpId.of("Reshape"), List.of(data, shape), node.outputs(), List.of()))
                .build();
    }
}
