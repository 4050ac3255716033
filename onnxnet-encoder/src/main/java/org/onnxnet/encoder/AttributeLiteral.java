package org.onnxnet.encoder;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.SparseTensor;

/** Attributes as the {@link Dialect#COMPLETE} dialect writes them; each kind is told from the others by its form. */
final class AttributeLiteral {
    private AttributeLiteral() {}

    /** {@code name=value}, for an attribute of an operator that holds no graphs. */
    static String of(OpId op, Attribute attribute) {
        return Literals.name(attribute.name()) + "=" + value(op, attribute);
    }

    /** The value alone. */
    static String value(OpId op, Attribute attribute) {
        if (attribute instanceof Attribute.OfInt one) {
            return Long.toString(one.value());
        }
        if (attribute instanceof Attribute.OfInts many) {
            return UsualAttributes.isFolded(op, many)
                    ? many.value().get(0).toString()
                    : list("ints", many.value(), String::valueOf);
        }
        if (attribute instanceof Attribute.OfFloat one) {
            return Literals.of(one.value());
        }
        if (attribute instanceof Attribute.OfFloats many) {
            return list("floats", many.value(), (Float value) -> Literals.of(value.floatValue()));
        }
        if (attribute instanceof Attribute.OfString one) {
            return Literals.of(one.value());
        }
        return attribute instanceof Attribute.OfStrings many
                ? list("strings", many.value(), Literals::of)
                : constant(attribute);
    }

    private static String constant(Attribute attribute) {
        if (attribute instanceof Attribute.OfTensor one) {
            return call("tensor", List.of(one.value()), TensorLiteral::typed);
        }
        if (attribute instanceof Attribute.OfTensors many) {
            return call("tensors", many.value(), TensorLiteral::typed);
        }
        if (attribute instanceof Attribute.OfSparseTensor one) {
            return sparse(one.value());
        }
        if (attribute instanceof Attribute.OfSparseTensors many) {
            return call("sparses", many.value(), AttributeLiteral::sparse);
        }
        if (attribute instanceof Attribute.OfType one) {
            return call("type", List.of(one.value()), Literals::of);
        }
        if (attribute instanceof Attribute.OfTypes many) {
            return call("types", many.value(), Literals::of);
        }
        if (attribute instanceof Attribute.Reference reference) {
            return "@" + Literals.name(reference.parameter()) + ":" + kind(reference.kind());
        }
        // No kind and no value, or an empty list of graphs.
        return kind(attribute.kind()) + "()";
    }

    private static String kind(AttributeKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String sparse(SparseTensor sparse) {
        return "sparse(" + Literals.of(sparse.values().elementType(), sparse.shape()) + ","
                + TensorLiteral.typed(sparse.values()) + "," + TensorLiteral.typed(sparse.indices()) + ")";
    }

    /** {@code [a,b]}; {@code kind()} for the empty list, which would not show its kind. */
    private static <T> String list(String kind, List<T> elements, Function<T, String> writer) {
        return elements.isEmpty()
                ? kind + "()"
                : elements.stream().map(writer).collect(Collectors.joining(",", "[", "]"));
    }

    private static <T> String call(String name, List<T> elements, Function<T, String> writer) {
        return elements.stream().map(writer).collect(Collectors.joining(",", name + "(", ")"));
    }
}
