package org.onnxnet.bench.space.nasbench101;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.bench.BenchException;

/** Drops the vertices that lie on no way from input to output. */
final class Pruning {
    private Pruning() {}

    /**
     * The cell that is left.
     *
     * @param matrix edges from row to column, none on or below the diagonal
     * @param operations of all vertices but the first and the last
     * @throws BenchException if there is no way from input to output, or more is left than a cell may have
     */
    static Cell prune(boolean[][] matrix, List<Operation> operations) {
        int vertices = matrix.length;
        List<Integer> kept = onAWay(matrix);
        if (kept.isEmpty()) {
            throw new BenchException("the output of the cell cannot be reached from its input");
        }
        if (kept.size() > Cell.MAX_VERTICES) {
            throw new BenchException(
                    "found a cell of " + kept.size() + " vertices after pruning, wanted at most " + Cell.MAX_VERTICES);
        }
        int edges = 0;
        List<Operation> left = new ArrayList<>();
        for (int target = 0; target < kept.size(); target++) {
            int original = kept.get(target);
            if (original > 0 && original < vertices - 1) {
                left.add(operations.get(original - 1));
            }
            for (int source = 0; source < target; source++) {
                edges |= matrix[kept.get(source)][original] ? Wiring.bit(source, target) : 0;
            }
        }
        return new Cell(kept.size(), edges, left);
    }

    private static List<Integer> onAWay(boolean[][] matrix) {
        int vertices = matrix.length;
        boolean[] fromInput = new boolean[vertices];
        boolean[] toOutput = new boolean[vertices];
        fromInput[0] = true;
        toOutput[vertices - 1] = true;
        for (int source = 0; source < vertices; source++) {
            for (int target = source + 1; target < vertices; target++) {
                fromInput[target] |= fromInput[source] && matrix[source][target];
            }
        }
        for (int target = vertices - 1; target > 0; target--) {
            for (int source = target - 1; source >= 0; source--) {
                toOutput[source] |= toOutput[target] && matrix[source][target];
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int vertex = 0; vertex < vertices; vertex++) {
            if (fromInput[vertex] && toOutput[vertex]) {
                kept.add(vertex);
            }
        }
        return fromInput[vertices - 1] ? kept : List.of();
    }
}
