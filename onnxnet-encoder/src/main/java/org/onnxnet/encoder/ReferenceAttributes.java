package org.onnxnet.encoder;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Bytes;

/**
 * Attributes as the {@link Dialect#REFERENCE} dialect prints them: lists as Python prints them without spaces, a list of
 * equal integers as that integer, and everything larger as a mark. Single numbers and texts never show.
 */
final class ReferenceAttributes {
    private ReferenceAttributes() {}

    /** {@code name=value} of all attributes that show, joined by commas; empty where none does. */
    static String print(List<Attribute> attributes) {
        StringBuilder joined = new StringBuilder();
        for (Attribute attribute : attributes) {
            String value = value(attribute);
            if (value != null) {
                joined.append(joined.isEmpty() ? "" : ",")
                        .append(attribute.name())
                        .append('=')
                        .append(value);
            }
        }
        return joined.toString();
    }

    private static @Nullable String value(Attribute attribute) {
        if (attribute instanceof Attribute.OfInts ints) {
            return ints(ints.value());
        }
        if (attribute instanceof Attribute.OfFloats floats) {
            return list(floats.value().stream().map(PythonText::floatRepr).toList());
        }
        if (attribute instanceof Attribute.OfStrings strings) {
            return list(
                    strings.value().stream().map(ReferenceAttributes::string).toList());
        }
        return mark(attribute.kind());
    }

    private static @Nullable String ints(List<Long> values) {
        return new HashSet<>(values).size() == 1
                ? values.get(0).toString()
                : list(values.stream().map(String::valueOf).toList());
    }

    // Spaces are dropped from the printed list as a whole, so those inside a text go too.
    private static String string(Bytes value) {
        return PythonText.bytesRepr(value).replace(" ", "");
    }

    private static @Nullable String list(Collection<String> elements) {
        return elements.isEmpty() ? null : elements.stream().collect(Collectors.joining(",", "[", "]"));
    }

    // Lists come here only as references to a function's parameters, which have no elements.
    private static @Nullable String mark(AttributeKind kind) {
        return switch (kind) {
            case FLOAT, INT, STRING, FLOATS, INTS, STRINGS -> null;
            case TENSOR, GRAPH, SPARSE_TENSOR -> "<BLOB>";
            case TENSORS, GRAPHS, SPARSE_TENSORS -> "<BLOB,...>";
            case TYPE_PROTO -> "<TYPE>";
            case TYPE_PROTOS -> "<TYPE,...>";
            case UNDEFINED -> "undefined";
        };
    }
}
