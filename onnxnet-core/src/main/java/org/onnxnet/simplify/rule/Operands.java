package org.onnxnet.simplify.rule;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.GraphView;

/** Questions about the types of values. */
final class Operands {
    private Operands() {}

    /** Whether two values certainly have the same element type and shape. */
    static boolean hasTypeOf(String value, String other, GraphView graph) {
        Shape left = graph.shape(value);
        Shape right = graph.shape(other);
        ElementType type = graph.elementType(value);
        return left != null
                && right != null
                && left.isCertainly(right)
                && type != null
                && type == graph.elementType(other);
    }

    /** Whether two values have as many axes: a constant of one element may have more than what it meets. */
    static boolean hasRankOf(String value, String other, GraphView graph) {
        Shape left = graph.shape(value);
        Shape right = graph.shape(other);
        return left != null && right != null && left.rank() == right.rank();
    }

    /** The only element of a constant of one element, of whatever rank; null for any other value. */
    static @Nullable Double scalar(String value, GraphView graph) {
        Tensor constant = graph.constant(value);
        return constant != null
                        && constant.elementType().isFloat()
                        && constant.shape().rank() <= 4
                        && constant.elementCount() == 1
                ? Double.valueOf(constant.toDoubles()[0])
                : null;
    }

    /** Whether a value is a constant of one element that is certainly this number, as its element type rounds it. */
    static boolean isScalar(String value, double number, GraphView graph) {
        Double scalar = scalar(value, graph);
        return scalar != null && Math.abs(scalar - number) <= Math.abs(number) * 1e-3 * tolerance(value, graph);
    }

    /** In thousandths: exporters write constants such as the square root of 2 with the digits of the element type. */
    private static double tolerance(String value, GraphView graph) {
        ElementType type = graph.elementType(value);
        return type == ElementType.FLOAT16 || type == ElementType.BFLOAT16 ? 8 : 1e-3;
    }
}
