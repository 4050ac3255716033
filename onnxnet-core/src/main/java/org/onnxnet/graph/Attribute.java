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

    /** The same value under another name. */
    Attribute withName(String newName);

    record OfFloat(String name, float value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.FLOAT;
        }

        @Override
        public OfFloat withName(String newName) {
            return new OfFloat(newName, value, extras);
        }
    }

    record OfInt(String name, long value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.INT;
        }

        @Override
        public OfInt withName(String newName) {
            return new OfInt(newName, value, extras);
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

        @Override
        public OfString withName(String newName) {
            return new OfString(newName, value, extras);
        }
    }

    record OfTensor(String name, Tensor value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.TENSOR;
        }

        @Override
        public OfTensor withName(String newName) {
            return new OfTensor(newName, value, extras);
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

        @Override
        public OfGraph withName(String newName) {
            return new OfGraph(newName, value, extras);
        }
    }

    record OfSparseTensor(String name, SparseTensor value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.SPARSE_TENSOR;
        }

        @Override
        public OfSparseTensor withName(String newName) {
            return new OfSparseTensor(newName, value, extras);
        }
    }

    record OfType(String name, ValueType value, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.TYPE_PROTO;
        }

        @Override
        public OfType withName(String newName) {
            return new OfType(newName, value, extras);
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

        @Override
        public OfFloats withName(String newName) {
            return new OfFloats(newName, value, extras);
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

        @Override
        public OfInts withName(String newName) {
            return new OfInts(newName, value, extras);
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

        @Override
        public OfStrings withName(String newName) {
            return new OfStrings(newName, value, extras);
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

        @Override
        public OfTensors withName(String newName) {
            return new OfTensors(newName, value, extras);
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

        @Override
        public OfGraphs withName(String newName) {
            return new OfGraphs(newName, value, extras);
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

        @Override
        public OfSparseTensors withName(String newName) {
            return new OfSparseTensors(newName, value, extras);
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

        @Override
        public OfTypes withName(String newName) {
            return new OfTypes(newName, value, extras);
        }
    }

    /**
     * Stands, inside a function body, for the attribute {@code parameter} of the calling node.
     *
     * @param kind the kind of the value it stands for
     */
    record Reference(String name, String parameter, AttributeKind kind, Extras extras) implements Attribute {
        @Override
        public Reference withName(String newName) {
            return new Reference(newName, parameter, kind, extras);
        }
    }

    /** An attribute of no declared kind and with no value. */
    record Undefined(String name, Extras extras) implements Attribute {
        @Override
        public AttributeKind kind() {
            return AttributeKind.UNDEFINED;
        }

        @Override
        public Undefined withName(String newName) {
            return new Undefined(newName, extras);
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
