package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Puts two statements about the type of one value together. */
final class TypeMerge {
    private TypeMerge() {}

    /** Whether both cannot be true of one value. */
    static boolean contradict(@Nullable ValueType a, @Nullable ValueType b) {
        if (a == null || b == null) {
            return false;
        }
        if (a instanceof ValueType.OfTensor left && b instanceof ValueType.OfTensor right) {
            return contradict(left.elementType(), right.elementType()) || contradict(left.shape(), right.shape());
        }
        if (a instanceof ValueType.OfSparseTensor left && b instanceof ValueType.OfSparseTensor right) {
            return contradict(left.elementType(), right.elementType()) || contradict(left.shape(), right.shape());
        }
        if (a instanceof ValueType.OfSequence left && b instanceof ValueType.OfSequence right) {
            return contradict(left.element(), right.element());
        }
        if (a instanceof ValueType.OfOptional left && b instanceof ValueType.OfOptional right) {
            return contradict(left.element(), right.element());
        }
        if (a instanceof ValueType.OfMap left && b instanceof ValueType.OfMap right) {
            return contradict(left.key(), right.key()) || contradict(left.value(), right.value());
        }
        return !a.equals(b);
    }

    private static boolean contradict(ElementType a, ElementType b) {
        return a != b && a != ElementType.UNDEFINED && b != ElementType.UNDEFINED;
    }

    private static boolean contradict(@Nullable Shape a, @Nullable Shape b) {
        if (a == null || b == null) {
            return false;
        }
        if (a.rank() != b.rank()) {
            return true;
        }
        for (int axis = 0; axis < a.rank(); axis++) {
            if (a.dim(axis).isKnown() && b.dim(axis).isKnown() && !a.dim(axis).equals(b.dim(axis))) {
                return true;
            }
        }
        return false;
    }

    /** All that both say; where they contradict, what {@code preferred} says. */
    static @Nullable ValueType merge(@Nullable ValueType preferred, @Nullable ValueType other) {
        if (preferred == null || other == null) {
            return preferred == null ? other : preferred;
        }
        if (preferred instanceof ValueType.OfTensor left && other instanceof ValueType.OfTensor right) {
            return ValueType.tensor(merge(left.elementType(), right.elementType()), merge(left.shape(), right.shape()));
        }
        if (preferred instanceof ValueType.OfSparseTensor left && other instanceof ValueType.OfSparseTensor right) {
            return new ValueType.OfSparseTensor(
                    merge(left.elementType(), right.elementType()), merge(left.shape(), right.shape()));
        }
        if (preferred instanceof ValueType.OfSequence left && other instanceof ValueType.OfSequence right) {
            return new ValueType.OfSequence(merge(left.element(), right.element()));
        }
        if (preferred instanceof ValueType.OfOptional left && other instanceof ValueType.OfOptional right) {
            return new ValueType.OfOptional(merge(left.element(), right.element()));
        }
        if (preferred instanceof ValueType.OfMap left && other instanceof ValueType.OfMap right) {
            return new ValueType.OfMap(merge(left.key(), right.key()), merge(left.value(), right.value()));
        }
        return preferred;
    }

    private static ElementType merge(ElementType preferred, ElementType other) {
        return preferred == ElementType.UNDEFINED ? other : preferred;
    }

    private static @Nullable Shape merge(@Nullable Shape preferred, @Nullable Shape other) {
        if (preferred == null || other == null) {
            return preferred == null ? other : preferred;
        }
        if (preferred.rank() != other.rank()) {
            return preferred;
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < preferred.rank(); axis++) {
            dims.add(DimMath.merge(preferred.dim(axis), other.dim(axis)));
        }
        return new Shape(dims);
    }

    /** What is certain of a value that has one of two types, as the result of an {@code If} has; null if nothing is. */
    static @Nullable ValueType join(@Nullable ValueType a, @Nullable ValueType b) {
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof ValueType.OfTensor left && b instanceof ValueType.OfTensor right) {
            return left.elementType() == right.elementType()
                    ? ValueType.tensor(left.elementType(), join(left.shape(), right.shape()))
                    : null;
        }
        if (a instanceof ValueType.OfSequence left && b instanceof ValueType.OfSequence right) {
            return new ValueType.OfSequence(join(left.element(), right.element()));
        }
        if (a instanceof ValueType.OfOptional left && b instanceof ValueType.OfOptional right) {
            return new ValueType.OfOptional(join(left.element(), right.element()));
        }
        return a.equals(b) ? a : null;
    }

    private static @Nullable Shape join(@Nullable Shape a, @Nullable Shape b) {
        if (a == null || b == null || a.rank() != b.rank()) {
            return null;
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < a.rank(); axis++) {
            dims.add(DimMath.join(a.dim(axis), b.dim(axis)));
        }
        return new Shape(dims);
    }
}
