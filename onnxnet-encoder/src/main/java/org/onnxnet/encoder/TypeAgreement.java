package org.onnxnet.encoder;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Whether two types can be those of one value: where one knows something that the other does not, they agree. */
final class TypeAgreement {
    private TypeAgreement() {}

    static boolean agree(@Nullable ValueType one, @Nullable ValueType other) {
        if (one == null || other == null) {
            return true;
        }
        if (one instanceof ValueType.OfTensor a && other instanceof ValueType.OfTensor b) {
            return a.elementType() == b.elementType() && agree(a.shape(), b.shape());
        }
        if (one instanceof ValueType.OfSparseTensor a && other instanceof ValueType.OfSparseTensor b) {
            return a.elementType() == b.elementType() && agree(a.shape(), b.shape());
        }
        if (one instanceof ValueType.OfSequence a && other instanceof ValueType.OfSequence b) {
            return agree(a.element(), b.element());
        }
        if (one instanceof ValueType.OfOptional a && other instanceof ValueType.OfOptional b) {
            return agree(a.element(), b.element());
        }
        if (one instanceof ValueType.OfMap a && other instanceof ValueType.OfMap b) {
            return a.key() == b.key() && agree(a.value(), b.value());
        }
        return one.equals(other);
    }

    private static boolean agree(@Nullable Shape one, @Nullable Shape other) {
        if (one == null || other == null) {
            return true;
        }
        if (one.rank() != other.rank()) {
            return false;
        }
        for (int axis = 0; axis < one.rank(); axis++) {
            if (!agree(one.dim(axis), other.dim(axis))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(Dim one, Dim other) {
        return one instanceof Dim.Unknown || other instanceof Dim.Unknown || one.equals(other);
    }
}
