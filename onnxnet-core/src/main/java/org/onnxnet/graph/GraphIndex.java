package org.onnxnet.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who writes and who reads each value of one graph, built in one pass. Where a file defines a name twice, the first wins. */
final class GraphIndex {
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Node>> consumers = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Set<String> captured = new HashSet<>();
    private final List<String> captures;

    GraphIndex(Graph graph, Declarations declarations) {
        graph.nodes().forEach(this::addNode);
        for (Value output : graph.outputs()) {
            uses.merge(output.name(), 1, Integer::sum);
        }
        captures = findCaptures(graph, declarations);
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

    private List<String> findCaptures(Graph graph, Declarations declarations) {
        Set<String> outer = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            for (String input : node.inputs()) {
                addIfOuter(input, declarations, outer);
            }
            for (Graph body : node.subgraphs()) {
                body.capturedValues().forEach(value -> addIfOuter(value, declarations, outer));
            }
        }
        graph.outputs().forEach(output -> addIfOuter(output.name(), declarations, outer));
        return List.copyOf(outer);
    }

    private void addIfOuter(String value, Declarations declarations, Set<String> outer) {
        if (!value.isEmpty() && !producers.containsKey(value) && !declarations.isGiven(value)) {
            outer.add(value);
        }
    }

    Map<String, Node> producers() {
        return producers;
    }

    Map<String, List<Node>> consumers() {
        return Collections.unmodifiableMap(consumers);
    }

    int uses(String value) {
        return uses.getOrDefault(value, 0);
    }

    boolean isCaptured(String value) {
        return captured.contains(value);
    }

    List<String> captures() {
        return captures;
    }
}
