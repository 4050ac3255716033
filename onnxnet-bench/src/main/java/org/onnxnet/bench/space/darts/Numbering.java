package org.onnxnet.bench.space.darts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;

/**
 * Numbers for the cells that NAS-Bench-301 has, those without {@code none} in which the two edges into a node read different
 * nodes, with their edges sorted: the eight operations as digits to base 7, then the pairs of inputs of nodes 3, 4
 * and 5, the last changing fastest.
 */
final class Numbering {
    private static final List<Operation> OPERATIONS = List.copyOf(EnumSet.complementOf(EnumSet.of(Operation.NONE)));

    /** Cells: 7^8 choices of operations, 3 * 6 * 10 of inputs. */
    static final long CELLS = 1_037_664_180L;

    private Numbering() {}

    /** Whether the cells of a genotype have numbers. */
    static boolean has(Genotype genotype) {
        return flaw(genotype.normal()).isEmpty() && flaw(genotype.reduce()).isEmpty();
    }

    /** @throws BenchException if a cell of the genotype has no number */
    static void require(Genotype genotype) {
        Stream.of(genotype.normal(), genotype.reduce())
                .flatMap(cell -> flaw(cell).stream())
                .findFirst()
                .ifPresent(flaw -> {
                    throw new BenchException(
                            "'" + genotype + "' is not in NAS-Bench-301: " + flaw + "; the space darts has it");
                });
    }

    private static Optional<String> flaw(Cell cell) {
        for (int node = Cell.FIRST_NODE; node < Cell.NODES; node++) {
            Edge a = cell.into(node).get(0);
            Edge b = cell.into(node).get(1);
            if (!OPERATIONS.contains(a.operation()) || !OPERATIONS.contains(b.operation())) {
                return Optional.of("an edge into node " + node + " is none");
            }
            if (a.input() == b.input()) {
                return Optional.of("both edges into node " + node + " read node " + a.input());
            }
        }
        return Optional.empty();
    }

    static long number(Cell cell) {
        long number = 0;
        for (Edge edge : cell.edges()) {
            number = number * OPERATIONS.size() + OPERATIONS.indexOf(edge.operation());
        }
        for (int node = Cell.FIRST_NODE + 1; node < Cell.NODES; node++) {
            List<Edge> pair = cell.into(node);
            number =
                    number * pairs(node) + pair(pair.get(0).input(), pair.get(1).input());
        }
        return number;
    }

    static Cell cell(long number) {
        long rest = number;
        List<Integer> inputs = new ArrayList<>();
        for (int node = Cell.NODES - 1; node >= Cell.FIRST_NODE; node--) {
            int pair = (int) (rest % pairs(node));
            rest /= pairs(node);
            int larger = 1;
            while (pair(0, larger + 1) <= pair) {
                larger++;
            }
            inputs.add(0, larger);
            inputs.add(0, pair - pair(0, larger));
        }
        List<Edge> edges = new ArrayList<>();
        for (int i = Cell.EDGES - 1; i >= 0; i--) {
            edges.add(0, new Edge(OPERATIONS.get((int) (rest % OPERATIONS.size())), inputs.get(i)));
            rest /= OPERATIONS.size();
        }
        return new Cell(edges);
    }

    private static int pairs(int node) {
        return node * (node - 1) / 2;
    }

    /** Pairs {@code a < b} in the order 01, 02, 12, 03, ... */
    private static int pair(int a, int b) {
        return b * (b - 1) / 2 + a;
    }
}
