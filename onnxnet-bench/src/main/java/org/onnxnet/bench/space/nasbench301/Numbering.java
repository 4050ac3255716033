package org.onnxnet.bench.space.nasbench301;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers for the cells whose edges are sorted: the eight operations as digits to base 7, then the pairs of inputs of nodes 3, 4
 * and 5, the last changing fastest.
 */
final class Numbering {
    private static final List<Operation> OPERATIONS = List.of(Operation.values());

    /** Cells: 7^8 choices of operations, 3 * 6 * 10 of inputs. */
    static final long CELLS = 1_037_664_180L;

    private Numbering() {}

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
