package org.onnxnet.graph;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A named constant of a node ({@code AttributeProto}), one record per kind of value. Texts are bytes in the file format
 * and need not be UTF-8.
 */
public sealed interface Attribute {
    String name();

    AttributeKind kind();

    Extras extras();

    /** The attribute with other graphs; attributes that hold none stay as they are. */
    default Attribute mapGraphs(UnaryOperator<Graph> change) {
        return this;
    }

    record OfFloat(String name, float value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.FLOAT;
        }
    }

    record OfInt(String name, long value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.INT;
        }
    }

    record OfString(String name, Bytes value, Extras extras) implements Attribute {
        public String text() {
            return value.toUtf8();
        }

        @Override
        public AttributeKind kind() {
            return AttributeKind.STRING;
        }
    }

    record OfTensor(String name, Tensor value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.TENSOR;
        }
    }

    record OfGraph(String name, Graph value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.GRAPH;
        }

        @Override
        public Attribute mapGraphs(UnaryOperator<Graph> change) {
            return new OfGraph(name, change.apply(value), extras);
        }
    }

    record OfSparseTensor(String name, SparseTensor value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.SPARSE_TENSOR;
        }
    }

    record OfType(String name, ValueType value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.TYPE_PROTO;
        }
    }

    record OfFloats(String name, List<Float> value, Extras extras) implements Attribute {
        public OfFloats {
            value = List.copyOf(value);
        }

        @Override
        public AttributeKind kind() {
            return AttributeKind.FLOATS;
        }
    }

    record OfInts(String name, List<Long> value, Extras extras) implements Attribute {
        public OfInts {
            value = List.copyOf(value);
        }

        @Override
        public AttributeKind kind() {
            return AttributeKind.INTS;
        }
    }

    record OfStrings(String name, List<Bytes> value, Extras extras) implements Attribute {
        public OfStrings {
            value = List.copyOf(value);
        }

        @Override
        public AttributeKind kind() {
            return AttributeKind.STRINGS;
        }
    }

    record OfTensors(String name, List<Tensor> value, Extras extras) implements Attribute {
        public OfTensors {
            value = List.copyOf(value);
        }

        @Override
        public AttributeKind kind() {
            return AttributeKind.TENSORS;
        }
    }

    record OfGraphs(String name, List<Graph> value, Extras extras) implements Attribute {
        public OfGraphs {
            value = List.copyOf(value);
        }

        @Override
        public AttributeKind kind() {
            return AttributeKind.GRAPHS;
        }

        @Override
        public Attribute mapGraphs(UnaryOperator<Graph> change) {
            return new OfGraphs(name, value.stream().map(change).toList(), extras);
        }
    }

    record OfSparseTensors(String name, List<SparseTensor> value, Extras extras) implements Attribute {
        public OfSparseTensors {
            value = List.copyOf(value);
        }

        @Override
        public AttributeKind kind() {
            return AttributeKind.SPARSE_TENSORS;
        }
    }

    /** {@code extras.type()} is not used here; a type list with more than the IR can say keeps it in the fields. */
    record OfTypes(String name, List<ValueType> value, Extras extras) implements Attribute {
        public OfTypes {
            value = List.copyOf(value);
        }

        @Override
        public AttributeKind kind() {
            return AttributeKind.TYPE_PROTOS;
        }
    }

    /**
     * Stands, inside a function body, for the attribute {@code parameter} of the calling node.
     *
     * @param kind the kind of the value it stands for
     */
    record Reference(String name, String parameter, AttributeKind kind, Extras extras) implements Attribute {}

    /** An attribute of no declared kind and with no value. */
    record Undefined(String name, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.UNDEFINED;
        }
    }

    static OfInt of(String name, long value) {
        return new OfInt(name, value, Extras.NONE);
    }

    static OfFloat of(String name, float value) {
        return new OfFloat(name, value, Extras.NONE);
    }

    static OfString of(String name, String value) {
        return new OfString(name, Bytes.utf8(value), Extras.NONE);
    }

    static OfTensor of(String name, Tensor value) {
        return new OfTensor(name, value, Extras.NONE);
    }

    static OfGraph of(String name, Graph value) {
        return new OfGraph(name, Objects.requireNonNull(value, "value"), Extras.NONE);
    }

    static OfInts ofInts(String name, long... values) {
        return new OfInts(name, java.util.Arrays.stream(values).boxed().toList(), Extras.NONE);
    }

    static OfFloats ofFloats(String name, float... values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return new OfFloats(name, List.of(boxed), Extras.NONE);
    }

    static OfStrings ofStrings(String name, String... values) {
        return new OfStrings(
                name, java.util.Arrays.stream(values).map(Bytes::utf8).toList(), Extras.NONE);
    }
}
