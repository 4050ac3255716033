package org.onnxnet.bench.space.darts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;

/**
 * Four nodes, 2 to 5, each the sum of two edges from nodes before it, which may be the same. What the cell gives is all four nodes, joined
 * along the channels.
 *
 * @param edges eight: the two into node 2, then those into 3, 4 and 5. Their order is that in which they are computed.
 */
public record Cell(List<Edge> edges) {
    /** Edges of a cell. */
    public static final int EDGES = 8;

    /** The number of the first node that is not an input of the cell. */
    public static final int FIRST_NODE = 2;

    /** The bound of the node numbers. */
    public static final int NODES = 6;

    public Cell {
        edges = List.copyOf(edges);
        if (edges.size() != EDGES) {
            throw new BenchException("a DARTS cell has " + EDGES + " edges, found " + edges.size());
        }
        for (int i = 0; i < EDGES; i++) {
            int input = edges.get(i).input();
            int node = nodeOf(i);
            if (input < 0 || input >= node) {
                throw new BenchException("edge " + i + " reads node " + input + ", wanted 0 to " + (node - 1));
            }
        }
    }

    /** The node that an edge goes to. */
    static int nodeOf(int edge) {
        return FIRST_NODE + edge / 2;
    }

    /** The two edges into a node from 2 to 5. */
    public List<Edge> into(int node) {
        int first = 2 * (node - FIRST_NODE);
        return edges.subList(first, first + 2);
    }

    /** The same cell with the edges into each node in the order of what they read, the only one that configurations have. */
    Cell sorted() {
        List<Edge> sorted = new ArrayList<>();
        for (int node = FIRST_NODE; node < NODES; node++) {
            sorted.addAll(into(node).stream()
                    .sorted(Comparator.comparingInt(Edge::input))
                    .toList());
        }
        return new Cell(sorted);
    }

    /** The cells in which one edge has another operation or reads another node. */
    Stream<Cell> neighbours() {
        return IntStream.range(0, EDGES).boxed().flatMap(place -> {
            Edge edge = edges.get(place);
            Stream<Edge> operations = Arrays.stream(Operation.values())
                    .filter(operation -> operation != edge.operation())
                    .map(operation -> new Edge(operation, edge.input()));
            Stream<Edge> inputs = IntStream.range(0, nodeOf(place))
                    .filter(input -> input != edge.input())
                    .mapToObj(input -> new Edge(edge.operation(), input));
            return Stream.concat(operations, inputs).map(other -> with(place, other));
        });
    }

    /** The same cell with another edge in one place. */
    private Cell with(int place, Edge edge) {
        List<Edge> changed = new ArrayList<>(edges);
        changed.set(place, edge);
        return new Cell(changed);
    }
}
