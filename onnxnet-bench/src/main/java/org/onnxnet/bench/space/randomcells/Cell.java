package org.onnxnet.bench.space.randomcells;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;

/**
 * Nodes that each sum what comes from those before; the first is the input of the cell, the last its output.
 *
 * @param nodes 3 to 6
 * @param edges the operation of each edge: 0 to 1, 0 to 2, 1 to 2, 0 to 3, ...
 */
public record Cell(int nodes, List<Operation> edges) {
    private static final int MIN_NODES = 3;
    private static final int MAX_NODES = 6;
    private static final int MAX_KINDS = 5;

    public Cell {
        edges = List.copyOf(edges);
        if (nodes < MIN_NODES || nodes > MAX_NODES || edges.size() != count(nodes)) {
            throw new BenchException("found " + nodes + " nodes with " + edges.size() + " edges, wanted " + MIN_NODES
                    + " to " + MAX_NODES + " nodes with an edge between each two");
        }
    }

    private static int count(int nodes) {
        return nodes * (nodes - 1) / 2;
    }

    /** Reads {@code |op~0|+|op~0|op~1|} and so on. */
    static Cell parse(String text) {
        List<Operation> edges = new ArrayList<>();
        String[] targets = text.split("\\+", -1);
        for (int target = 1; target <= targets.length; target++) {
            String[] terms = targets[target - 1].split("\\|", -1);
            if (terms.length != target + 2 || !terms[0].isEmpty() || !terms[target + 1].isEmpty()) {
                throw new BenchException(
                        "'" + text + "' is no cell: node " + target + " wants " + target + " edges, |op~0|...|");
            }
            for (int source = 0; source < target; source++) {
                edges.add(edge(terms[source + 1], source));
            }
        }
        return new Cell(targets.length + 1, edges);
    }

    private static Operation edge(String term, int source) {
        String end = "~" + source;
        if (!term.endsWith(end)) {
            throw new BenchException("found edge '" + term + "', wanted an operation and " + end);
        }
        return Operation.of(term.substring(0, term.length() - end.length()));
    }

    /**
     * A cell whose output depends on its input. Its edges are drawn from 2 to 5 kinds of operations, one of them a convolution: were
     * each edge drawn from all kinds, hardly any cell would have one kind of convolution alone, as cells that people design do.
     */
    static Cell sample(RandomGenerator random) {
        while (true) {
            int nodes = random.nextInt(MIN_NODES, MAX_NODES + 1);
            List<Operation> kinds = List.copyOf(kinds(random));
            Cell cell = new Cell(
                    nodes,
                    IntStream.range(0, count(nodes))
                            .mapToObj(edge -> any(kinds, random))
                            .toList());
            if (cell.isConnected()) {
                return cell;
            }
        }
    }

    private static Set<Operation> kinds(RandomGenerator random) {
        Set<Operation> kinds = EnumSet.of(any(Operation.CONVOLUTIONS, random));
        int count = random.nextInt(2, MAX_KINDS + 1);
        while (kinds.size() < count) {
            kinds.add(any(Operation.ALL, random));
        }
        return kinds;
    }

    private static Operation any(List<Operation> operations, RandomGenerator random) {
        return operations.get(random.nextInt(operations.size()));
    }

    /** Whether the output depends on the input. */
    boolean isConnected() {
        boolean[] reached = new boolean[nodes];
        reached[0] = true;
        for (int target = 1; target < nodes; target++) {
            for (int source = 0; source < target; source++) {
                reached[target] |= reached[source] && edge(source, target) != Operation.NONE;
            }
        }
        return reached[nodes - 1];
    }

    Operation edge(int source, int target) {
        return edges.get(count(target) + source);
    }

    /** The connected cells with another operation on one edge. */
    Stream<Cell> neighbours() {
        return IntStream.range(0, edges.size())
                .boxed()
                .flatMap(edge -> Operation.ALL.stream()
                        .filter(operation -> operation != edges.get(edge))
                        .map(operation -> with(edge, operation))
                        .filter(Cell::isConnected));
    }

    private Cell with(int edge, Operation operation) {
        List<Operation> changed = new ArrayList<>(edges);
        changed.set(edge, operation);
        return new Cell(nodes, changed);
    }

    @Override
    public String toString() {
        return IntStream.range(1, nodes)
                .mapToObj(target -> IntStream.range(0, target)
                        .mapToObj(source -> edge(source, target).label() + "~" + source)
                        .collect(Collectors.joining("|", "|", "|")))
                .collect(Collectors.joining("+"));
    }
}
