package org.onnxnet.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Orders in which each node of a graph stands after all nodes whose results it reads, itself or inside its subgraphs. Valid
 * files have such an order, but real ones not always. Linear in the size of the graph, except for the logarithm of a heap.
 */
public final class TopologicalOrder {
    private final List<Node> nodes;
    private final List<int[]> producersOf = new ArrayList<>();

    private TopologicalOrder(Graph graph) {
        this.nodes = graph.nodes();
        Map<String, Integer> producers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty()) {
                    producers.putIfAbsent(output, i);
                }
            }
        }
        for (Node node : nodes) {
            producersOf.add(reads(node).stream()
                    .filter(producers::containsKey)
                    .mapToInt(producers::get)
                    .distinct()
                    .toArray());
        }
    }

    /** The values of its own graph and of those around it that a node reads, in slots or inside its subgraphs. */
    public static List<String> reads(Node node) {
        List<Graph> bodies = node.subgraphs();
        if (bodies.isEmpty()) {
            return node.inputs();
        }
        List<String> values = new ArrayList<>(node.inputs());
        bodies.forEach(body -> values.addAll(body.capturedValues()));
        return values;
    }

    /** Whether the nodes stand in a topological order already. */
    public static boolean isSorted(Graph graph) {
        return new TopologicalOrder(graph).isSorted();
    }

    /**
     * The nodes in topological order: the order of the file where that is one, else the one that takes, at each place, the
     * first node of the file that can stand there.
     *
     * @throws InvalidModelException if nodes read each other's results in a circle
     */
    public static List<Node> of(Graph graph) {
        TopologicalOrder order = new TopologicalOrder(graph);
        return order.isSorted() ? graph.nodes() : order.sorted(graph);
    }

    /** Nodes of which each reads a result of the one before it, and the first one of the last; empty where there are none. */
    public static List<Node> cycle(Graph graph) {
        TopologicalOrder order = new TopologicalOrder(graph);
        return order.isSorted() ? List.of() : order.findCycle();
    }

    private boolean isSorted() {
        for (int i = 0; i < nodes.size(); i++) {
            for (int producer : producersOf.get(i)) {
                if (producer >= i) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Node> sorted(Graph graph) {
        List<List<Integer>> readersOf = new ArrayList<>(Collections.nCopies(nodes.size(), List.of()));
        int[] missing = new int[nodes.size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            missing[i] = producersOf.get(i).length;
            if (missing[i] == 0) {
                ready.add(i);
            }
            for (int producer : producersOf.get(i)) {
                if (readersOf.get(producer).isEmpty()) {
                    readersOf.set(producer, new ArrayList<>());
                }
                readersOf.get(producer).add(i);
            }
        }
        List<Node> sorted = new ArrayList<>(nodes.size());
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            sorted.add(nodes.get(next));
            for (int reader : readersOf.get(next)) {
                if (--missing[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            throw new InvalidModelException(graph + " has nodes that read each other's results in a circle: "
                    + describe(findCycle()) + "; remove one of these edges");
        }
        return sorted;
    }

    /** {@code 'a' (Add) -> 'b' (Relu) -> 'a' (Add)}, shortened in the middle. */
    public static String describe(List<Node> cycle) {
        List<String> names = new ArrayList<>();
        for (Node node : cycle) {
            names.add((node.name().isEmpty() ? String.join(", ", node.outputs()) : "'" + node.name() + "'") + " ("
                    + node.op() + ")");
        }
        if (names.size() > 6) {
            int skipped = names.size() - 4;
            names.subList(2, names.size() - 2).clear();
            names.add(2, "... " + skipped + " more ...");
        }
        names.add(names.get(0));
        return String.join(" -> ", names);
    }

    /** Depth first without recursion: a path that reaches one of its own nodes has a cycle at its end. */
    private List<Node> findCycle() {
        Set<Integer> finished = new HashSet<>();
        Deque<Integer> path = new ArrayDeque<>();
        Set<Integer> onPath = new HashSet<>();
        int[] nextProducer = new int[nodes.size()];
        for (int start = 0; start < nodes.size(); start++) {
            if (finished.contains(start)) {
                continue;
            }
            path.push(start);
            onPath.add(start);
            while (!path.isEmpty()) {
                int at = path.peek();
                int[] producers = producersOf.get(at);
                if (nextProducer[at] == producers.length) {
                    path.pop();
                    onPath.remove(at);
                    finished.add(at);
                    continue;
                }
                int producer = producers[nextProducer[at]++];
                if (onPath.contains(producer)) {
                    return upTo(path, producer);
                }
                if (!finished.contains(producer)) {
                    path.push(producer);
                    onPath.add(producer);
                }
            }
        }
        return List.of();
    }

    /** The path leads from readers to producers; its newest part, up to a node, in the direction of the data. */
    private List<Node> upTo(Deque<Integer> path, int last) {
        List<Node> found = new ArrayList<>();
        for (int at : path) {
            found.add(nodes.get(at));
            if (at == last) {
                break;
            }
        }
        return found;
    }
}
