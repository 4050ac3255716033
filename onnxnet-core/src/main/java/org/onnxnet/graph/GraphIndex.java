package org.onnxnet.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who writes and who reads each value of one graph, built in one pass. Where a file defines a name twice, the first wins. */
final class GraphIndex {
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Node>> consumers = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Set<String> captured = new HashSet<>();
    private final Map<String, Value> inputs = new HashMap<>();
    private final Map<String, Value> outputs = new HashMap<>();
    private final Map<String, Value> valueInfo = new HashMap<>();
    private final Map<String, Tensor> initializers = new HashMap<>();
    private final Set<String> sparse = new HashSet<>();
    private final List<String> captures;

    private GraphIndex(Graph graph) {
        graph.inputs().forEach(value -> inputs.putIfAbsent(value.name(), value));
        graph.initializers().forEach(tensor -> initializers.putIfAbsent(tensor.name(), tensor));
        graph.sparseInitializers().forEach(tensor -> sparse.add(tensor.name()));
        graph.valueInfo().forEach(value -> valueInfo.putIfAbsent(value.name(), value));
        graph.nodes().forEach(this::addNode);
        for (Value output : graph.outputs()) {
            outputs.putIfAbsent(output.name(), output);
            uses.merge(output.name(), 1, Integer::sum);
        }
        captures = findCaptures(graph);
    }

    static GraphIndex of(Graph graph) {
        return new GraphIndex(graph);
    }

    private void addNode(Node node) {
        for (String output : node.outputs()) {
            if (!output.isEmpty()) {
                producers.putIfAbsent(output, node);
            }
        }
        for (String input : node.inputs()) {
            if (!input.isEmpty()) {
                addUse(input, node);
            }
        }
        for (Graph body : node.subgraphs()) {
            for (String outer : body.capturedValues()) {
                addUse(outer, node);
                captured.add(outer);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal nodes at two places of the list are two readers
    private void addUse(String value, Node node) {
        uses.merge(value, 1, Integer::sum);
        List<Node> readers = consumers.computeIfAbsent(value, v -> new ArrayList<>(1));
        if (readers.isEmpty() || readers.get(readers.size() - 1) != node) {
            readers.add(node);
        }
    }

    private List<String> findCaptures(Graph graph) {
        Set<String> outer = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            node.inputs().forEach(input -> addIfOuter(input, outer));
            node.subgraphs().forEach(body -> body.capturedValues().forEach(value -> addIfOuter(value, outer)));
        }
        graph.outputs().forEach(output -> addIfOuter(output.name(), outer));
        return List.copyOf(outer);
    }

    private void addIfOuter(String value, Set<String> outer) {
        if (!value.isEmpty()
                && !producers.containsKey(value)
                && !inputs.containsKey(value)
                && !initializers.containsKey(value)
                && !sparse.contains(value)) {
            outer.add(value);
        }
    }

    Map<String, Node> producers() {
        return producers;
    }

    Map<String, List<Node>> consumers() {
        return Collections.unmodifiableMap(consumers);
    }

    Map<String, Value> inputs() {
        return inputs;
    }

    Map<String, Tensor> initializers() {
        return initializers;
    }

    int uses(String value) {
        return uses.getOrDefault(value, 0);
    }

    boolean isCaptured(String value) {
        return captured.contains(value);
    }

    boolean isOutput(String value) {
        return outputs.containsKey(value);
    }

    List<String> captures() {
        return captures;
    }

    @Nullable
    ValueType declaredType(String value) {
        for (Map<String, Value> declarations : List.of(inputs, outputs, valueInfo)) {
            Value declared = declarations.get(value);
            if (declared != null && declared.type() != null) {
                return declared.type();
            }
        }
        Tensor initializer = initializers.get(value);
        return initializer == null ? null : initializer.type();
    }
}
