package org.onnxnet.analysis;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;

/**
 * Writes a graph in the <a href="https://graphviz.org/doc/info/lang.html">DOT language</a>. Inputs and outputs are ovals,
 * nodes are boxes (their names are tooltips), graphs inside a node are clusters, edges carry shapes. Weights and other
 * constants are not drawn; their shapes stand in the box of the node that reads them. The text depends on nothing but the
 * graph, and anything may stand in its names.
 */
public final class Dot {
    private final StringBuilder boxes = new StringBuilder();
    // Apart from the boxes: an edge inside a cluster would draw both its ends into it.
    private final StringBuilder edges = new StringBuilder();
    private int boxCount;
    private int clusterCount;

    private Dot() {}

    /** A graph with the shapes that it declares. */
    public static String of(Graph graph) {
        return new Dot().draw(graph, KnownTypes.declared(graph));
    }

    /** The main graph of a model with inferred shapes. */
    public static String of(Model model) {
        InferredTypes types = ShapeInference.standard().infer(model);
        return new Dot().draw(model.graph(), KnownTypes.inferred(model.graph(), types));
    }

    /** Where the edges of a graph's values start, also of those around it. */
    private record Scope(
            KnownTypes types,
            Map<String, String> boxOf,
            @Nullable Scope outer) {
        @Nullable
        String box(String value) {
            String found = boxOf.get(value);
            return found != null || outer == null ? found : outer.box(value);
        }
    }

    private String draw(Graph graph, KnownTypes types) {
        drawGraph(graph, new Scope(types, new HashMap<>(), null), "  ");
        return "digraph " + quoted(graph.name()) + " {\n"
                + "  node [shape=box, fontname=\"sans-serif\"];\n"
                + "  edge [fontname=\"sans-serif\", fontsize=10];\n"
                + boxes + edges + "}\n";
    }

    private void drawGraph(Graph graph, Scope scope, String indent) {
        List<Value> inputs = scope.outer == null ? Parameters.of(graph).dataInputs() : graph.inputs();
        for (Value input : inputs) {
            scope.boxOf.put(input.name(), drawOval(input.name(), indent));
        }
        IdentityHashMap<Node, String> boxOf = new IdentityHashMap<>();
        for (Node node : graph.nodes()) {
            if (!node.is("Constant")) {
                String box = nextBox();
                boxOf.put(node, box);
                node.outputs().stream().filter(o -> !o.isEmpty()).forEach(o -> scope.boxOf.putIfAbsent(o, box));
            }
        }
        for (Node node : graph.nodes()) {
            String box = boxOf.get(node);
            if (box != null) {
                drawNode(node, box, scope, indent);
            }
        }
        for (Value output : graph.outputs()) {
            drawEdge(output.name(), drawOval(output.name(), indent), scope);
        }
    }

    private void drawNode(Node node, String box, Scope scope, String indent) {
        String constants = node.inputs().stream()
                .filter(input -> !input.isEmpty() && scope.box(input) == null)
                .map(input -> shape(scope.types.type(input)))
                .collect(Collectors.joining(", "));
        drawBox(
                box,
                node.op() + (constants.isEmpty() ? "" : "\n" + constants),
                "tooltip=" + quoted(node.name()),
                indent);
        node.inputs().forEach(input -> drawEdge(input, box, scope));
        for (Attribute attribute : node.attributes()) {
            if (attribute instanceof Attribute.OfGraph body) {
                drawCluster(node, attribute.name(), body.value(), scope, indent);
            } else if (attribute instanceof Attribute.OfGraphs bodies) {
                bodies.value().forEach(body -> drawCluster(node, attribute.name(), body, scope, indent));
            }
        }
    }

    private void drawCluster(Node node, String attribute, Graph body, Scope outer, String indent) {
        String title = node.op() + (node.name().isEmpty() ? "" : " " + node.name()) + ": " + attribute;
        boxes.append(indent).append("subgraph cluster").append(clusterCount++).append(" {\n");
        boxes.append(indent).append("  label=").append(quoted(title)).append(";\n");
        drawGraph(body, new Scope(outer.types.inside(body), new HashMap<>(), outer), indent + "  ");
        boxes.append(indent).append("}\n");
    }

    private String drawOval(String value, String indent) {
        String box = nextBox();
        drawBox(box, value, "shape=oval", indent);
        return box;
    }

    private void drawBox(String box, String label, String more, String indent) {
        boxes.append(indent).append(box).append(" [label=").append(quoted(label));
        boxes.append(", ").append(more).append("];\n");
    }

    private void drawEdge(String value, String to, Scope scope) {
        String from = value.isEmpty() ? null : scope.box(value);
        if (from != null) {
            edges.append("  ").append(from).append(" -> ").append(to);
            edges.append(" [label=")
                    .append(quoted(shape(scope.types.type(value))))
                    .append("];\n");
        }
    }

    private String nextBox() {
        return "n" + boxCount++;
    }

    private static String shape(@Nullable ValueType type) {
        if (type instanceof ValueType.OfTensor tensor) {
            return tensor.shape() == null
                    ? "?"
                    : tensor.shape().rank() == 0 ? "scalar" : tensor.shape().toString();
        }
        return type == null ? "?" : type.toString();
    }

    /** A quoted string that shows the text as it is: DOT reads {@code \n} and the like, and HTML entities. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '&' -> quoted.append("&amp;");
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c < ' ' ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }
}
