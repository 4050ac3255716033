package org.onnxnet.bench.space.nasbench201;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/**
 * An architecture: the operations on the edges between four nodes, each node reading all before it.
 *
 * @param edges six operations: 0 to 1, 0 to 2, 1 to 2, 0 to 3, 1 to 3, 2 to 3
 */
public record Cell(List<Operation> edges) {
    /** Edges of a cell. */
    public static final int EDGES = 6;

    private static final Pattern EDGE = Pattern.compile("([a-z_0-9]+)~([0-9])");
    private static final String FORM = "wanted |op~0|+|op~0|op~1|+|op~0|op~1|op~2| with op one of "
            + Arrays.stream(Operation.values()).map(Operation::label).collect(Collectors.joining(", "));

    public Cell {
        edges = List.copyOf(edges);
        if (edges.size() != EDGES) {
            throw new BenchException("a NAS-Bench-201 cell has " + EDGES + " edges, found " + edges.size());
        }
    }

    /** Reads {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}. */
    static Cell parse(String text) {
        String[] nodes = text.split("\\+", -1);
        if (nodes.length != 3) {
            throw malformed(text, nodes.length + " nodes");
        }
        List<Operation> edges = new ArrayList<>();
        for (int node = 1; node <= nodes.length; node++) {
            String part = nodes[node - 1];
            if (part.length() < 2 || !part.startsWith("|") || !part.endsWith("|")) {
                throw malformed(text, "'" + part + "'");
            }
            String[] found = part.substring(1, part.length() - 1).split("\\|", -1);
            if (found.length != node) {
                throw malformed(text, found.length + " edges into node " + node);
            }
            for (int source = 0; source < node; source++) {
                edges.add(edge(text, found[source], source));
            }
        }
        return new Cell(edges);
    }

    private static Operation edge(String text, String edge, int source) {
        Matcher matcher = EDGE.matcher(edge);
        if (matcher.matches() && matcher.group(2).equals(Integer.toString(source))) {
            for (Operation operation : Operation.values()) {
                if (operation.label().equals(matcher.group(1))) {
                    return operation;
                }
            }
        }
        throw malformed(text, "edge '" + edge + "' from node " + source);
    }

    private static BenchException malformed(String text, String found) {
        return new BenchException("'" + text + "' is no NAS-Bench-201 cell: found " + found + ", " + FORM);
    }

    /** The operation on the edge between two nodes, {@code 0 <= source < target <= 3}. */
    public Operation edge(int source, int target) {
        return edges.get(target * (target - 1) / 2 + source);
    }

    /** The same cell with another operation on one edge. */
    Cell with(int edge, Operation operation) {
        List<Operation> changed = new ArrayList<>(edges);
        changed.set(edge, operation);
        return new Cell(changed);
    }

    /** The published text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int target = 1; target <= 3; target++) {
            text.append(target == 1 ? "|" : "+|");
            for (int source = 0; source < target; source++) {
                text.append(edge(source, target).label())
                        .append('~')
                        .append(source)
                        .append('|');
            }
        }
        return text.toString();
    }
}
