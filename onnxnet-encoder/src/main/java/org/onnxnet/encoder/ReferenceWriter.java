package org.onnxnet.encoder;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/**
 * Writes one graph in the {@link Dialect#REFERENCE} dialect. For single use.
 *
 * <p>Nodes are taken in file order. A node with one computed input (an omitted optional input counts as computed) and one
 * output can be part of a chain; any other stands alone on its line. {@code docs/encoding.md} lists what the authors'
 * encoder prints wrongly and is repeated here. It fails where a value that ends a line has no inferred type, where it is
 * the empty name, and where the last chain does not end in an output; here the shape is left out and the value numbered.
 */
final class ReferenceWriter {
    private final Graph graph;
    private final boolean inputs;
    private final boolean parameters;
    private final boolean outShape;
    private final Function<String, @Nullable ValueType> types;
    private final SpannedText text;

    /** Names of graph inputs and initializers. */
    private final Set<String> given = new HashSet<>();

    private final Map<String, String> names = new HashMap<>();
    private int nextValue = 1;
    private @Nullable String pending;
    private int pendingNode;

    /**
     * @param types the inferred or declared types of the values; null for a value of unknown type
     */
    ReferenceWriter(
            Graph graph, Set<Component> components, Function<String, @Nullable ValueType> types, SpannedText text) {
        this.graph = graph;
        this.inputs = components.contains(Component.INPUTS);
        this.parameters = components.contains(Component.PARAMETERS);
        this.outShape = components.contains(Component.OUT_SHAPE);
        this.types = types;
        this.text = text;
        graph.inputs().forEach(value -> name(value.name(), dims(value.type()), given));
        graph.initializers().forEach(tensor -> name(tensor.name(), "Param" + list(tensor.shape()), given));
        graph.outputs().forEach(value -> names.put(value.name(), "Out"));
    }

    private void name(String value, String shown, Set<String> group) {
        group.add(value);
        names.put(value, shown);
    }

    void write() {
        List<Node> nodes = graph.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            List<String> computed =
                    node.inputs().stream().filter(v -> !given.contains(v)).toList();
            if (computed.size() == 1 && node.outputs().size() == 1) {
                chain(i, node, computed.get(0));
            } else {
                standAlone(i, node);
            }
        }
        if (pending != null) {
            text.append(names.computeIfAbsent(pending, value -> valueName()));
            text.end(pendingNode);
        }
    }

    private void chain(int index, Node node, String computed) {
        boolean follows = computed.equals(pending);
        boolean cuts = pending != null && !follows;
        if (cuts) {
            endChain();
        }
        text.start(index);
        text.append(node.op().type());
        if (inputs) {
            text.append(chainInputs(node, follows ? "prev" : names.getOrDefault(computed, "prev"), cuts));
        }
        attributes(node);
        text.end(index);
        text.append(" --> ");
        pending = node.output(0);
        pendingNode = index;
    }

    private String chainInputs(Node node, String first, boolean cuts) {
        List<String> others =
                node.inputs().stream().filter(given::contains).map(names::get).toList();
        if (others.isEmpty()) {
            // A chain that cuts another one off loses the name of what it reads.
            return cuts ? "()" : "(" + first + ")";
        }
        return "(" + first + ", " + String.join(", ", others) + ")";
    }

    private void standAlone(int index, Node node) {
        if (pending != null) {
            endChain();
        }
        text.start(index);
        text.append(call(node));
        attributes(node);
        text.append(" --> ");
        node.outputs().forEach(value -> names.computeIfAbsent(value, v -> valueName()));
        text.append(node.outputs().stream().map(names::get).collect(Collectors.joining(", ")));
        text.append(shapeSuffix(node.output(0)));
        text.end(index);
        text.append("\n");
        pending = null;
    }

    private String call(Node node) {
        String type = node.op().type();
        if (!inputs) {
            return outShape && !parameters ? type + ")" : type;
        }
        StringBuilder call = new StringBuilder(type + "(");
        node.inputs()
                .forEach(value -> call.append(names.getOrDefault(value, "prev")).append(", "));
        // Meant for the last comma; without inputs it takes the parenthesis and, where it has one, a letter of the
        // operator.
        call.setLength(Math.max(0, call.length() - 2));
        return call.append(")").toString();
    }

    private void endChain() {
        String ended = java.util.Objects.requireNonNull(pending, "pending");
        String name = valueName();
        names.put(ended, name);
        text.append(name + shapeSuffix(ended));
        text.end(pendingNode);
        text.append("\n");
    }

    private void attributes(Node node) {
        String shown = parameters ? ReferenceAttributes.print(node.attributes()) : "";
        if (!shown.isEmpty()) {
            text.append("(" + shown + ")");
        }
    }

    // Only the modes that print inputs number the values.
    private String valueName() {
        return inputs ? "Value" + nextValue++ : "Value";
    }

    private String shapeSuffix(String value) {
        if (!outShape || value.isEmpty()) {
            return "";
        }
        ValueType type = types.apply(value);
        return type == null && !graph.isOutput(value) ? "" : ":" + dims(type);
    }

    /** {@code 1x3x32x32}, with 0 for what is not a number; empty for a scalar, an unknown rank and what is no tensor. */
    private static String dims(@Nullable ValueType type) {
        return type instanceof ValueType.OfTensor tensor && tensor.shape() != null
                ? tensor.shape().dims().stream().map(ReferenceWriter::dim).collect(Collectors.joining("x"))
                : "";
    }

    private static String dim(Dim dim) {
        return dim.isKnown() ? dim.toString() : "0";
    }

    private static String list(Shape shape) {
        return shape.dims().stream().map(Dim::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
