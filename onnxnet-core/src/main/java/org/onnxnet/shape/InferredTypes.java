package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * What shape inference found for the values of one graph: the main graph of a model, or with {@link #of} a graph inside it.
 * Names of enclosing graphs are found too. Safe to share between threads.
 */
public final class InferredTypes implements NodeScope {
    private final Inference inference;
    private final Scope scope;

    InferredTypes(Inference inference, Scope scope) {
        this.inference = inference;
        this.scope = scope;
    }

    @Override
    public @Nullable ValueType type(String value) {
        return scope.type(value);
    }

    /** The shape of a tensor; null where the value is no tensor, is unknown, or has an unknown rank. */
    public @Nullable Shape shape(String value) {
        return type(value) instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
    }

    @Override
    public @Nullable SymbolicTensor value(String value) {
        return scope.value(value);
    }

    @Override
    public @Nullable Content content(String value) {
        return scope.content(value);
    }

    @Override
    public @Nullable Tensor constant(String value) {
        return scope.constant(value);
    }

    @Override
    public long opset(String domain) {
        return scope.opset(domain);
    }

    @Override
    public @Nullable Function function(Node node) {
        return scope.function(node);
    }

    /**
     * The same for a graph inside the model, found by identity.
     *
     * @throws IllegalArgumentException if the graph was not met: it is no part of the model, or of a node that no rule is
     *     known for
     */
    public InferredTypes of(Graph body) {
        Scope found = inference.scope(body);
        if (found == null) {
            throw new IllegalArgumentException(body + " was not inferred, wanted a graph of the model");
        }
        return new InferredTypes(inference, found);
    }

    /** Whether {@link #of} knows a graph. */
    public boolean knows(Graph body) {
        return inference.scope(body) != null;
    }

    /** The values of this graph whose type is known, in the order in which they were found. */
    public Map<String, ValueType> types() {
        return java.util.Collections.unmodifiableMap(scope.types());
    }

    /** What contradicts itself or the operators' definitions in the whole model; empty where nothing does. */
    public List<ShapeProblem> problems() {
        return inference.problems();
    }

    /**
     * The model with the types found written as value info, in every graph, and outputs completed.
     *
     * @param model the model that was inferred
     * @throws IllegalArgumentException if it is another
     */
    public Model annotate(Model model) {
        if (!knows(model.graph())) {
            throw new IllegalArgumentException(model.graph() + " was not inferred, wanted the model that was");
        }
        return model.withGraph(annotate(model.graph()));
    }

    private Graph annotate(Graph graph) {
        Scope found = inference.scope(graph);
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            nodes.add(node.subgraphs().isEmpty() ? node : annotate(node));
        }
        if (found == null) {
            return graph.with(parts -> parts.nodes(nodes));
        }
        List<Value> outputs = graph.outputs().stream()
                .map(output -> withType(output, found.type(output.name())))
                .toList();
        List<Value> between = new ArrayList<>();
        for (Node node : graph.nodes()) {
            for (String output : node.outputs()) {
                ValueType type = output.isEmpty() ? null : found.type(output);
                if (type != null && !graph.isOutput(output)) {
                    between.add(new Value(output, type));
                }
            }
        }
        List<Value> kept = keepingDeclarations(graph, between);
        return graph.with(parts -> parts.nodes(nodes).outputs(outputs).valueInfo(kept));
    }

    /** Declarations keep their place, documentation and metadata; new ones follow in node order. */
    private static List<Value> keepingDeclarations(Graph graph, List<Value> inferred) {
        Map<String, Value> all = new java.util.LinkedHashMap<>();
        graph.valueInfo().forEach(value -> all.putIfAbsent(value.name(), value));
        inferred.forEach(value -> all.merge(value.name(), value, (old, found) -> old.withType(found.type())));
        return List.copyOf(all.values());
    }

    private static Value withType(Value value, @Nullable ValueType type) {
        return type == null ? value : value.withType(type);
    }

    private Node annotate(Node node) {
        return node.subgraphs().isEmpty() ? node : node.mapSubgraphs(this::annotate);
    }
}
