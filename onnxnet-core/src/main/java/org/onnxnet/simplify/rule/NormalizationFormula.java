package org.onnxnet.simplify.rule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.GraphView;

/** What the formulas of normalisations over the last axes are made of. */
final class NormalizationFormula {
    private NormalizationFormula() {}

    /** The mean of squares and what is added to it before the root is taken. */
    record Variance(Node mean, double epsilon) {}

    /** What {@code Sqrt(ReduceMean(...) + epsilon)} is made of; null where a value is not of this form. */
    static @Nullable Variance underRoot(String value, GraphView graph) {
        Node root = graph.producer(value, "Sqrt");
        Node sum = root == null ? null : graph.producer(root.input(0), "Add");
        for (int slot = 0; sum != null && slot < 2; slot++) {
            Double epsilon = Operands.scalar(sum.input(slot), graph);
            Node mean = graph.producer(sum.input(1 - slot), "ReduceMean");
            if (epsilon != null && mean != null) {
                return new Variance(mean, epsilon);
            }
        }
        return null;
    }

    /** The first reduced axis, counted from the front, if all axes from it on are reduced and kept with size 1; else null. */
    static @Nullable Integer firstAxis(Node reduce, GraphView graph) {
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

    /** Whether a value is the square of another. */
    static boolean isSquareOf(String value, String x, GraphView graph) {
        Node node = graph.producer(value);
        if (node == null || !node.input(0).equals(x) || !Operands.hasRankOf(value, x, graph)) {
            return false;
        }
        return (node.is("Mul") && node.input(1).equals(x))
                || (node.is("Pow") && Operands.isScalar(node.input(1), 2, graph));
    }

    /** Whether a scale has exactly the shape of the axes that are normalised. */
    static boolean isScale(String scale, String x, int axis, GraphView graph) {
        Shape data = graph.shape(x);
        Shape shape = graph.shape(scale);
        return data != null
                && shape != null
                && shape.isCertainly(new Shape(data.dims().subList(axis, data.rank())))
                && graph.elementType(scale) == graph.elementType(x);
    }
}
