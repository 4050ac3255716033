package org.onnxnet.shape;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Dimensions below zero are no dimensions: a window larger than its input, say, or a damaged attribute. */
final class NegativeDims {
    private NegativeDims() {}

    /** The type with each negative dimension unknown. */
    static @Nullable ValueType removed(@Nullable ValueType type) {
        if (type instanceof ValueType.OfTensor tensor && tensor.shape() != null && hasNegative(tensor.shape())) {
            return ValueType.tensor(tensor.elementType(), removed(tensor.shape()));
        }
        return type;
    }

    static Shape removed(Shape shape) {
        return new Shape(shape.dims().stream()
                .map(dim -> isNegative(dim) ? Dim.UNKNOWN : dim)
                .toList());
    }

    private static boolean hasNegative(Shape shape) {
        for (Dim dim : shape.dims()) {
            if (isNegative(dim)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNegative(Dim dim) {
        return dim instanceof Dim.Known known && known.value() < 0;
    }
}
