package org.onnxnet.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value ({@code TypeProto}). Types nest at most a few levels deep. As text they are {@code FLOAT[1x3]},
 * {@code sparse(FLOAT[3])}, {@code seq(FLOAT[n])}, {@code optional(...)}, {@code map(INT64,...)} and
 * {@code opaque(domain,name)}, with a question mark for what is not known.
 */
public sealed interface ValueType {
    /**
     * A dense tensor.
     *
     * @param shape null where not even the rank is known
     */
    record OfTensor(ElementType elementType, @Nullable Shape shape) implements ValueType {
        @Override
        public String toString() {
            return text(elementType, shape);
        }
    }

    /**
     * A sparse tensor.
     *
     * @param shape null where not even the rank is known
     */
    record OfSparseTensor(ElementType elementType, @Nullable Shape shape) implements ValueType {
        @Override
        public String toString() {
            return "sparse(" + text(elementType, shape) + ")";
        }
    }

    /** A list of values of one type; the element type is null where it is not known. */
    record OfSequence(@Nullable ValueType element) implements ValueType {
        @Override
        public String toString() {
            return "seq(" + text(element) + ")";
        }
    }

    /** A value that may be absent; the element type is null where it is not known. */
    record OfOptional(@Nullable ValueType element) implements ValueType {
        @Override
        public String toString() {
            return "optional(" + text(element) + ")";
        }
    }

    /** A map with keys of an integer or string type. */
    record OfMap(ElementType key, @Nullable ValueType value) implements ValueType {
        @Override
        public String toString() {
            return "map(" + key + "," + text(value) + ")";
        }
    }

    /** A type that only its domain and name describe. */
    record OfOpaque(String domain, String name) implements ValueType {
        @Override
        public String toString() {
            return "opaque(" + domain + "," + name + ")";
        }
    }

    /** The same type with every dimension replaced. */
    default ValueType mapDims(UnaryOperator<Dim> change) {
        if (this instanceof OfTensor tensor) {
            return new OfTensor(tensor.elementType, mapDims(tensor.shape, change));
        }
        if (this instanceof OfSparseTensor tensor) {
            return new OfSparseTensor(tensor.elementType, mapDims(tensor.shape, change));
        }
        if (this instanceof OfSequence sequence && sequence.element != null) {
            return new OfSequence(sequence.element.mapDims(change));
        }
        if (this instanceof OfOptional optional && optional.element != null) {
            return new OfOptional(optional.element.mapDims(change));
        }
        return this instanceof OfMap map && map.value != null ? new OfMap(map.key, map.value.mapDims(change)) : this;
    }

    private static @Nullable Shape mapDims(@Nullable Shape shape, UnaryOperator<Dim> change) {
        if (shape == null) {
            return null;
        }
        List<Dim> dims = new ArrayList<>(shape.rank());
        boolean changed = false;
        for (Dim dim : shape.dims()) {
            Dim mapped = change.apply(dim);
            dims.add(mapped);
            changed |= !mapped.equals(dim);
        }
        return changed ? new Shape(dims) : shape;
    }

    private static String text(ElementType elementType, @Nullable Shape shape) {
        return elementType + "[" + (shape == null ? "..." : shape) + "]";
    }

    private static String text(@Nullable ValueType type) {
        return type == null ? "?" : type.toString();
    }

    static OfTensor tensor(ElementType elementType, @Nullable Shape shape) {
        return new OfTensor(elementType, shape);
    }

    static OfTensor tensor(ElementType elementType, long... dims) {
        return new OfTensor(elementType, Shape.of(dims));
    }
}
