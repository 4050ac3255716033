package org.onnxnet.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.ValueType;

/** Types without shapes, spelled as the operator definitions spell them: {@code float}, {@code seq(tensor(int64))}. */
final class TypeNames {
    private TypeNames() {}

    /** The name of a type, or null where some part of it is not known. */
    static @Nullable String of(@Nullable ValueType type) {
        if (type instanceof ValueType.OfTensor tensor) {
            return tensor.elementType() == ElementType.UNDEFINED ? null : of(tensor.elementType());
        }
        return inner(type);
    }

    static String of(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** {@code float} for {@code tensor(float)}, else the name itself. */
    static String normal(String name) {
        return name.startsWith("tensor(") ? name.substring("tensor(".length(), name.length() - 1) : name;
    }

    private static @Nullable String inner(@Nullable ValueType type) {
        if (type instanceof ValueType.OfTensor tensor) {
            return tensor.elementType() == ElementType.UNDEFINED ? null : "tensor(" + of(tensor.elementType()) + ")";
        }
        if (type instanceof ValueType.OfSequence sequence) {
            return wrap("seq(", inner(sequence.element()));
        }
        if (type instanceof ValueType.OfOptional optional) {
            return wrap("optional(", inner(optional.element()));
        }
        if (type instanceof ValueType.OfMap map) {
            return wrap("map(" + of(map.key()) + ",", of(map.value()));
        }
        return null;
    }

    private static @Nullable String wrap(String prefix, @Nullable String inner) {
        return inner == null ? null : prefix + inner + ")";
    }
}
