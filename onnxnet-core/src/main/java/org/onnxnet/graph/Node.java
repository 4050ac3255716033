package org.onnxnet.graph;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a graph ({@code NodeProto}).
 *
 * @param name may be empty and need not be unique
 * @param overload distinguishes functions of one name, empty otherwise
 * @param inputs names of the values read, in slot order; empty where an optional input is left out
 * @param outputs names of the values written, in slot order; empty where an optional output is not wanted
 * @param attributes in file order
 * @param doc the documentation, empty where there is none
 * @param metadata free properties in file order
 */
public record Node(
        String name,
        OpId op,
        String overload,
        List<String> inputs,
        List<String> outputs,
        List<Attribute> attributes,
        String doc,
        List<Property> metadata,
        Extras extras) {

    /** Messages quote nodes, and a file may hold one with a million inputs. */
    private static final int MAX_PRINTED = 16;

    public Node {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(op, "op");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
        metadata = List.copyOf(metadata);
    }

    public Node(String name, OpId op, List<String> inputs, List<String> outputs, List<Attribute> attributes) {
        this(name, op, "", inputs, outputs, attributes, "", List.of(), Extras.NONE);
    }

    /** Whether this is the operator {@code type} of the default domain. */
    public boolean is(String type) {
        return op.isDefaultDomain() && op.type().equals(type);
    }

    /** The value read at a slot; the empty string where the slot is left out or beyond the last. */
    public String input(int slot) {
        return slot < inputs.size() ? inputs.get(slot) : "";
    }

    /** The value written at a slot; the empty string where the slot is left out or beyond the last. */
    public String output(int slot) {
        return slot < outputs.size() ? outputs.get(slot) : "";
    }

    public boolean hasInput(int slot) {
        return !input(slot).isEmpty();
    }

    public boolean hasOutput(int slot) {
        return !output(slot).isEmpty();
    }

    /** The attribute of a name, or null where the node does not carry it. */
    public @Nullable Attribute attribute(String attributeName) {
        // By index, as below: a pass over a network asks so often that the iterators would be a good part of its
        // garbage.
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(attributeName)) {
                return attributes.get(i);
            }
        }
        return null;
    }

    /** The value of an INT attribute, or a default where the node carries none of that name and kind. */
    public long intAttribute(String attributeName, long absent) {
        return attribute(attributeName) instanceof Attribute.OfInt found ? found.value() : absent;
    }

    /** The value of a FLOAT attribute, or a default where the node carries none of that name and kind. */
    public float floatAttribute(String attributeName, float absent) {
        return attribute(attributeName) instanceof Attribute.OfFloat found ? found.value() : absent;
    }

    /** The value of a STRING attribute, or a default where the node carries none of that name and kind. */
    public String stringAttribute(String attributeName, String absent) {
        return attribute(attributeName) instanceof Attribute.OfString found ? found.text() : absent;
    }

    /** The value of an INTS attribute, or null where the node carries none of that name and kind. */
    public @Nullable List<Long> intsAttribute(String attributeName) {
        return attribute(attributeName) instanceof Attribute.OfInts found ? found.value() : null;
    }

    /** The graphs that this node runs, in attribute order; empty for all but control flow and the like. */
    public List<Graph> subgraphs() {
        if (!hasSubgraphs()) {
            return List.of();
        }
        return attributes.stream()
                .flatMap(a -> a instanceof Attribute.OfGraph one
                        ? java.util.stream.Stream.of(one.value())
                        : a instanceof Attribute.OfGraphs many
                                ? many.value().stream()
                                : java.util.stream.Stream.<Graph>empty())
                .toList();
    }

    /** A plain loop, for every pass over a graph asks this of every node. */
    private boolean hasSubgraphs() {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i) instanceof Attribute.OfGraph || attributes.get(i) instanceof Attribute.OfGraphs) {
                return true;
            }
        }
        return false;
    }

    /** The node with other graphs to run; {@code change} sees them in the order of {@link #subgraphs}. */
    public Node mapSubgraphs(UnaryOperator<Graph> change) {
        return withAttributes(attributes.stream()
                .map(attribute -> attribute.mapGraphs(change))
                .toList());
    }

    public Node withName(String newName) {
        return new Node(newName, op, overload, inputs, outputs, attributes, doc, metadata, extras);
    }

    public Node withOp(OpId newOp) {
        return new Node(name, newOp, overload, inputs, outputs, attributes, doc, metadata, extras);
    }

    public Node withInputs(List<String> newInputs) {
        return new Node(name, op, overload, newInputs, outputs, attributes, doc, metadata, extras);
    }

    public Node withOutputs(List<String> newOutputs) {
        return new Node(name, op, overload, inputs, newOutputs, attributes, doc, metadata, extras);
    }

    public Node withAttributes(List<Attribute> newAttributes) {
        return new Node(name, op, overload, inputs, outputs, newAttributes, doc, metadata, extras);
    }

    /** {@code Conv(x, w) -> y}, with the node's name in front where it has one; of many values, the first. */
    @Override
    public String toString() {
        return (name.isEmpty() ? "" : "'" + name + "' ") + op + "(" + listed(inputs) + ") -> " + listed(outputs);
    }

    private static String listed(List<String> values) {
        return values.size() <= MAX_PRINTED
                ? String.join(", ", values)
                : String.join(", ", values.subList(0, MAX_PRINTED)) + ", ... (" + values.size() + ")";
    }
}
