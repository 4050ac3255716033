package org.onnxnet.io;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;
import org.onnxnet.proto.TensorShapeProto;
import org.onnxnet.proto.TypeProto;

/** {@link ValueType} to {@code TypeProto}. */
final class TypeEncoder {
    private TypeEncoder() {}

    static OutMessage encode(ValueType type) {
        OutMessage out = new OutMessage();
        if (type instanceof ValueType.OfTensor tensor) {
            out.message(TypeProto.TENSOR_TYPE_FIELD_NUMBER, tensor(tensor.elementType(), tensor.shape()));
        } else if (type instanceof ValueType.OfSparseTensor tensor) {
            out.message(TypeProto.SPARSE_TENSOR_TYPE_FIELD_NUMBER, tensor(tensor.elementType(), tensor.shape()));
        } else if (type instanceof ValueType.OfSequence sequence) {
            out.message(
                    TypeProto.SEQUENCE_TYPE_FIELD_NUMBER,
                    element(TypeProto.Sequence.ELEM_TYPE_FIELD_NUMBER, sequence.element()));
        } else if (type instanceof ValueType.OfOptional optional) {
            out.message(
                    TypeProto.OPTIONAL_TYPE_FIELD_NUMBER,
                    element(TypeProto.Optional.ELEM_TYPE_FIELD_NUMBER, optional.element()));
        } else if (type instanceof ValueType.OfMap map) {
            out.message(TypeProto.MAP_TYPE_FIELD_NUMBER, map(map));
        } else if (type instanceof ValueType.OfOpaque opaque) {
            out.message(
                    TypeProto.OPAQUE_TYPE_FIELD_NUMBER,
                    new OutMessage()
                            .textUnlessEmpty(TypeProto.Opaque.DOMAIN_FIELD_NUMBER, opaque.domain())
                            .textUnlessEmpty(TypeProto.Opaque.NAME_FIELD_NUMBER, opaque.name()));
        }
        return out;
    }

    private static OutMessage tensor(ElementType elementType, @Nullable Shape shape) {
        OutMessage out = new OutMessage().varintUnlessZero(TypeProto.Tensor.ELEM_TYPE_FIELD_NUMBER, elementType.code());
        return shape == null ? out : out.message(TypeProto.Tensor.SHAPE_FIELD_NUMBER, shape(shape));
    }

    private static OutMessage map(ValueType.OfMap map) {
        OutMessage out = new OutMessage()
                .varintUnlessZero(TypeProto.Map.KEY_TYPE_FIELD_NUMBER, map.key().code());
        ValueType value = map.value();
        return value == null ? out : out.message(TypeProto.Map.VALUE_TYPE_FIELD_NUMBER, encode(value));
    }

    private static OutMessage element(int field, @Nullable ValueType element) {
        return element == null ? new OutMessage() : new OutMessage().message(field, encode(element));
    }

    private static OutMessage shape(Shape shape) {
        OutMessage out = new OutMessage();
        for (Dim dim : shape.dims()) {
            out.message(TensorShapeProto.DIM_FIELD_NUMBER, dim(dim));
        }
        return out;
    }

    private static OutMessage dim(Dim dim) {
        OutMessage out = new OutMessage();
        if (dim instanceof Dim.Known known) {
            out.varint(TensorShapeProto.Dimension.DIM_VALUE_FIELD_NUMBER, known.value());
        } else if (dim instanceof Dim.Symbolic symbolic) {
            out.text(TensorShapeProto.Dimension.DIM_PARAM_FIELD_NUMBER, symbolic.expression());
        }
        return out;
    }
}
