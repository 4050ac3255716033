package org.onnxnet.graph;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named value with its declared type ({@code ValueInfoProto}): an input, an output, or a value between nodes.
 *
 * @param name not empty in a valid model
 * @param type null where the file declares none
 * @param doc the documentation, empty where there is none
 * @param metadata free properties in file order
 */
public record Value(String name, @Nullable ValueType type, String doc, List<Property> metadata, Extras extras) {
    public Value {
        Objects.requireNonNull(name, "name");
        metadata = List.copyOf(metadata);
    }

    public Value(String name, @Nullable ValueType type) {
        this(name, type, "", List.of(), Extras.NONE);
    }

    /** A tensor of static shape. */
    public static Value tensor(String name, ElementType elementType, long... dims) {
        return new Value(name, ValueType.tensor(elementType, dims));
    }

    public Value withType(@Nullable ValueType newType) {
        return Objects.equals(type, newType) ? this : new Value(name, newType, doc, metadata, extras.withoutType());
    }

    public Value withName(String newName) {
        return new Value(newName, type, doc, metadata, extras);
    }

    /** The shape where this is a tensor of known rank, else null. */
    public @Nullable Shape shape() {
        return type instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
    }

    @Override
    public String toString() {
        return name + ": " + (type == null ? "?" : type);
    }
}
