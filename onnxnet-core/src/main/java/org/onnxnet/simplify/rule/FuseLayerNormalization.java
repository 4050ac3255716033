package org.onnxnet.simplify.rule;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Recognises <a href="https://onnx.ai/onnx/operators/onnx__LayerNormalization.html">LayerNormalization</a>, over the last axes.
 *
 * <pre>
 * d = x - ReduceMean(x), d / Sqrt(ReduceMean(d * d) + epsilon) * scale -> LayerNormalization(x, scale)
 * </pre>
 */
@RuleInfo(
        roots = "Mul",
        lossless = false,
        summary = "The formula of LayerNormalization becomes one node (opset 17 and later).",
        example = "(x - mean) / Sqrt(ReduceMean((x - mean)^2) + epsilon) * scale -> LayerNormalization(x, scale)")
public final class FuseLayerNormalization implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        if (graph.opset() < 17) {
            return Edit.unchanged();
        }
        for (int slot = 0; slot < 2; slot++) {
            Node quotient = graph.producer(node.input(slot), "Div");
            Edit edit =
                    quotient == null ? Edit.unchanged() : normalization(node, quotient, node.input(1 - slot), graph);
            if (!edit.isUnchanged()) {
                return edit;
            }
        }
        return Edit.unchanged();
    }

    private static Edit normalization(Node node, Node quotient, String scale, GraphView graph) {
        Node difference = graph.producer(quotient.input(0), "Sub");
        Node root = graph.producer(quotient.input(1), "Sqrt");
        Node sum = root == null ? null : graph.producer(root.input(0), "Add");
        if (difference == null || sum == null) {
            return Edit.unchanged();
        }
        String x = difference.input(0);
        Node mean = graph.producer(difference.input(1), "ReduceMean");
        for (int slot = 0; slot < 2; slot++) {
            Double epsilon = Operands.scalar(sum.input(slot), graph);
            Node variance = graph.producer(sum.input(1 - slot), "ReduceMean");
            if (epsilon != null
                    && variance != null
                    && mean != null
                    && mean.input(0).equals(x)) {
                Integer axis = firstAxis(mean, graph);
                if (axis != null
                        && axis.equals(firstAxis(variance, graph))
                        && isSquareOf(variance.input(0), difference.output(0), graph)
                        && isScale(scale, x, axis, graph)) {
                    List<Attribute> attributes =
                            List.of(Attribute.of("axis", axis), Attribute.of("epsilon", epsilon.floatValue()));
                    return Edit.replace(
                            node,
                            new Node(
                                    node.name(),
                                    OpId.of("LayerNormalization"),
                                    List.of(x, scale),
                                    node.outputs(),
                                    attributes),
                            "the formula of LayerNormalization");
                }
            }
        }
        return Edit.unchanged();
    }

    /** The first reduced axis, counted from the front, if all axes from it on are reduced and kept with size 1; else null. */
    private static @Nullable Integer firstAxis(Node reduce, GraphView graph) {
        Shape shape = graph.shape(reduce.input(0));
        if (shape == null || reduce.intAttribute("keepdims", 1) == 0 || !AxesArgument.isGiven(reduce, 1)) {
            return null;
        }
        long[] axes = AxesArgument.of(reduce, 1, shape.rank(), graph);
        if (axes == null || axes.length == 0) {
            return null;
        }
        // Distinct and in range: if the smallest is this one, all after it are there.
        int first = shape.rank() - axes.length;
        return Arrays.stream(axes).min().orElse(-1) == first ? Integer.valueOf(first) : null;
    }

    private static boolean isSquareOf(String value, String x, GraphView graph) {
        Node node = graph.producer(value);
        if (node == null || !node.input(0).equals(x)) {
            return false;
        }
        return (node.is("Mul") && node.input(1).equals(x))
                || (node.is("Pow") && Operands.isScalar(node.input(1), 2, graph));
    }

    /** Whether a scale has exactly the shape of the axes that are normalised. */
    private static boolean isScale(String scale, String x, int axis, GraphView graph) {
        Shape data = graph.shape(x);
        Shape shape = graph.shape(scale);
        return data != null
                && shape != null
                && shape.isCertainly(new Shape(data.dims().subList(axis, data.rank())))
                && graph.elementType(scale) == graph.elementType(x);
    }
}
