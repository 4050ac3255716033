package org.onnxnet.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;
import org.onnxnet.proto.TensorShapeProto;
import org.onnxnet.proto.TypeProto;

/** {@code TypeProto} to {@link ValueType}; {@link TypeEncoder} is the way back. */
final class TypeDecoder {
    /** An entry of a list of types, none of which is quite unknown. */
    static final EntryList.Codec<ValueType> LIST = new EntryList.Codec<>(
            in -> Objects.requireNonNull(decode(in), "a kept type is not known"), TypeEncoder::encode);

    private TypeDecoder() {}

    /**
     * Decodes a type, and leaves it in {@code extras} as well where {@link ValueType} says less than it does.
     *
     * @return null where nothing of it can be said
     */
    static @Nullable ValueType decode(Bytes encoded, ExtrasBuilder extras) {
        ValueType type = decode(WireReader.over(encoded));
        if (!isExact(encoded, type)) {
            KeptField.check(encoded, TypeProto.getDescriptor());
            extras.type(encoded);
        }
        return type;
    }

    static @Nullable ValueType decode(WireReader in) {
        return type(in, 0);
    }

    /** Whether encoding the type gives the bytes it was decoded from. */
    static boolean isExact(Bytes encoded, @Nullable ValueType type) {
        return type != null && TypeEncoder.encode(type).toBytes().equals(encoded);
    }

    private static @Nullable ValueType type(WireReader in, int depth) {
        if (depth > WireReader.MAX_DEPTH) {
            throw in.malformed("types nest deeper than " + WireReader.MAX_DEPTH + ", which no program makes");
        }
        int chosen = 0;
        MergedMessage content = new MergedMessage();
        while (in.next()) {
            switch (in.field()) {
                case TypeProto.TENSOR_TYPE_FIELD_NUMBER,
                        TypeProto.SEQUENCE_TYPE_FIELD_NUMBER,
                        TypeProto.MAP_TYPE_FIELD_NUMBER,
                        TypeProto.OPAQUE_TYPE_FIELD_NUMBER,
                        TypeProto.SPARSE_TENSOR_TYPE_FIELD_NUMBER,
                        TypeProto.OPTIONAL_TYPE_FIELD_NUMBER -> {
                    // Of several, the last counts; but the same one twice is merged.
                    if (chosen != in.field()) {
                        content.clear();
                    }
                    chosen = in.field();
                    content.add(in);
                }
                default -> in.skip();
            }
        }
        WireReader reader = content.reader();
        return reader == null ? null : content(chosen, reader, depth);
    }

    private static ValueType content(int chosen, WireReader in, int depth) {
        return switch (chosen) {
            case TypeProto.TENSOR_TYPE_FIELD_NUMBER -> tensor(in);
            case TypeProto.SPARSE_TENSOR_TYPE_FIELD_NUMBER -> {
                ValueType.OfTensor dense = tensor(in);
                yield new ValueType.OfSparseTensor(dense.elementType(), dense.shape());
            }
            case TypeProto.SEQUENCE_TYPE_FIELD_NUMBER -> new ValueType.OfSequence(element(in, depth));
            case TypeProto.OPTIONAL_TYPE_FIELD_NUMBER -> new ValueType.OfOptional(element(in, depth));
            case TypeProto.MAP_TYPE_FIELD_NUMBER -> map(in, depth);
            default -> opaque(in);
        };
    }

    private static ValueType.OfTensor tensor(WireReader in) {
        ElementType elementType = ElementType.UNDEFINED;
        MergedMessage shape = new MergedMessage();
        while (in.next()) {
            switch (in.field()) {
                case TypeProto.Tensor.ELEM_TYPE_FIELD_NUMBER -> elementType = elementType(in.int32());
                case TypeProto.Tensor.SHAPE_FIELD_NUMBER -> shape.add(in);
                default -> in.skip();
            }
        }
        WireReader dims = shape.reader();
        return new ValueType.OfTensor(elementType, dims == null ? null : shape(dims));
    }

    // Sequence and Optional number their only field alike.
    private static @Nullable ValueType element(WireReader in, int depth) {
        MergedMessage element = new MergedMessage();
        while (in.next()) {
            if (in.field() == TypeProto.Sequence.ELEM_TYPE_FIELD_NUMBER) {
                element.add(in);
            } else {
                in.skip();
            }
        }
        return nested(element, depth);
    }

    private static ValueType map(WireReader in, int depth) {
        ElementType key = ElementType.UNDEFINED;
        MergedMessage value = new MergedMessage();
        while (in.next()) {
            switch (in.field()) {
                case TypeProto.Map.KEY_TYPE_FIELD_NUMBER -> key = elementType(in.int32());
                case TypeProto.Map.VALUE_TYPE_FIELD_NUMBER -> value.add(in);
                default -> in.skip();
            }
        }
        return new ValueType.OfMap(key, nested(value, depth));
    }

    private static @Nullable ValueType nested(MergedMessage message, int depth) {
        WireReader reader = message.reader();
        return reader == null ? null : type(reader, depth + 1);
    }

    private static ValueType opaque(WireReader in) {
        String domain = "";
        String name = "";
        while (in.next()) {
            switch (in.field()) {
                case TypeProto.Opaque.DOMAIN_FIELD_NUMBER -> domain = in.string();
                case TypeProto.Opaque.NAME_FIELD_NUMBER -> name = in.string();
                default -> in.skip();
            }
        }
        return new ValueType.OfOpaque(domain, name);
    }

    private static Shape shape(WireReader in) {
        List<Dim> dims = new ArrayList<>();
        while (in.next()) {
            if (in.field() == TensorShapeProto.DIM_FIELD_NUMBER) {
                dims.add(dim(in.message()));
            } else {
                in.skip();
            }
        }
        return new Shape(dims);
    }

    /** Exporters write negative numbers for what they do not know. */
    private static Dim dim(WireReader in) {
        Dim dim = Dim.UNKNOWN;
        while (in.next()) {
            switch (in.field()) {
                case TensorShapeProto.Dimension.DIM_VALUE_FIELD_NUMBER -> {
                    long value = in.varint();
                    dim = value < 0 ? Dim.UNKNOWN : Dim.of(value);
                }
                case TensorShapeProto.Dimension.DIM_PARAM_FIELD_NUMBER -> dim = Dim.of(in.string());
                default -> in.skip();
            }
        }
        return dim;
    }

    /** A type that is not known here is none; the bytes that say which it was are kept. */
    private static ElementType elementType(int code) {
        return code >= 0 && code < ElementType.values().length ? ElementType.ofCode(code) : ElementType.UNDEFINED;
    }
}
