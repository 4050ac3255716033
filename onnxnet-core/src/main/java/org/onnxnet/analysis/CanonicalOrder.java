package org.onnxnet.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Node;

/**
 * The nodes of a graph in an order that depends on what they compute and not on their names or their place in the file:
 * depth first from the outputs, in the order of outputs and input slots, each node after all it reads. Nodes that reach no
 * output follow, in an order that their structure gives. Immutable.
 */
public final class CanonicalOrder {
    private final Graph graph;
    private final int[] positions;
    private final int liveCount;
    private final Map<Integer, List<CanonicalOrder>> bodies;

    CanonicalOrder(Graph graph, List<Integer> order, int liveCount, Map<Integer, List<CanonicalOrder>> bodies) {
        this.graph = graph;
        this.positions = order.stream().mapToInt(Integer::intValue).toArray();
        this.liveCount = liveCount;
        this.bodies = Map.copyOf(bodies);
    }

    /**
     * The order of a graph and of the graphs inside its nodes.
     *
     * @throws InvalidModelException if the graph has a cycle
     */
    public static CanonicalOrder of(Graph graph) {
        return OrderSearch.of(graph);
    }

    /**
     * The graph with its nodes, and those of the graphs inside them, in this order; the same object where they are already.
     *
     * @throws InvalidModelException if the graph has a cycle
     */
    public static Graph sort(Graph graph) {
        return of(graph).sorted();
    }

    private Graph sorted() {
        if (isFileOrder()) {
            return graph;
        }
        List<Node> sorted =
                Arrays.stream(positions).mapToObj(this::withSortedBodies).toList();
        return graph.with(parts -> parts.nodes(sorted));
    }

    private boolean isFileOrder() {
        return IntStream.range(0, positions.length).allMatch(i -> positions[i] == i)
                && bodies.values().stream().flatMap(List::stream).allMatch(CanonicalOrder::isFileOrder);
    }

    private Node withSortedBodies(int index) {
        Node node = graph.nodes().get(index);
        IdentityHashMap<Graph, Graph> sorted = new IdentityHashMap<>();
        bodiesOf(index).forEach(order -> sorted.put(order.graph, order.sorted()));
        return sorted.isEmpty() ? node : node.mapSubgraphs(sorted::get);
    }

    /** For each place in the order, the index of the node in {@link Graph#nodes()}. */
    public int[] indices() {
        return positions.clone();
    }

    /** The nodes in this order. */
    public List<Node> nodes() {
        return Arrays.stream(positions).mapToObj(graph.nodes()::get).toList();
    }

    /** How many nodes reach an output; they come first. */
    public int liveCount() {
        return liveCount;
    }

    /** How many nodes of the graph and of the graphs inside its nodes reach no output of the graph that they are in. */
    public int deadCount() {
        int inBodies = bodies.values().stream()
                .flatMap(List::stream)
                .mapToInt(CanonicalOrder::deadCount)
                .sum();
        return positions.length - liveCount + inBodies;
    }

    /**
     * The orders of the graphs that a node runs, in the order of {@link #bodies(Node)}.
     *
     * @param node its index in the graph
     */
    List<CanonicalOrder> bodiesOf(int node) {
        return bodies.getOrDefault(node, List.of());
    }

    /** The graphs that a node runs, by the names of their attributes. */
    static List<Graph> bodies(Node node) {
        if (node.subgraphs().isEmpty()) {
            return List.of();
        }
        List<Graph> found = new ArrayList<>();
        node.attributes().stream()
                .sorted(Comparator.comparing(Attribute::name))
                .forEach(attribute -> found.addAll(bodies(attribute)));
        return found;
    }

    /** The graphs that an attribute holds. */
    static List<Graph> bodies(Attribute attribute) {
        if (attribute instanceof Attribute.OfGraph one) {
            return List.of(one.value());
        }
        return attribute instanceof Attribute.OfGraphs many ? many.value() : List.of();
    }
}
