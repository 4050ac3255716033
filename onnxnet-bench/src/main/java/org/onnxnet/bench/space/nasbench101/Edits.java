package org.onnxnet.bench.space.nasbench101;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells that one edit makes of a cell: another operation at a vertex, an edge more or fewer, or a vertex more or fewer
 * that has one edge in and one out. Each edit has one that undoes it, and edits lead from every cell to every other.
 */
final class Edits {
    private final Cell cell;
    private final List<Cell> results = new ArrayList<>();

    private Edits(Cell cell) {
        this.cell = cell;
    }

    /** The results, isomorphic ones among them. */
    static List<Cell> of(Cell cell) {
        Edits edits = new Edits(cell);
        edits.changeOperations();
        edits.changeEdges();
        edits.addVertices();
        edits.removeVertices();
        return edits.results;
    }

    private void changeOperations() {
        for (int i = 0; i < cell.operations().size(); i++) {
            for (Operation operation : Operation.values()) {
                if (operation != cell.operations().get(i)) {
                    List<Operation> changed = new ArrayList<>(cell.operations());
                    changed.set(i, operation);
                    results.add(new Cell(cell.vertices(), cell.edges(), changed));
                }
            }
        }
    }

    private void changeEdges() {
        for (int source = 0; source < cell.output(); source++) {
            for (int target = 1; target < cell.vertices(); target++) {
                boolean[][] matrix = matrix(0);
                matrix[source][target] = !matrix[source][target];
                addIfCell(matrix, cell.operations());
            }
        }
    }

    private void addVertices() {
        for (int source = 0; source < cell.output(); source++) {
            for (int target = 1; target < cell.vertices(); target++) {
                for (Operation operation : Operation.values()) {
                    boolean[][] matrix = matrix(1);
                    int added = cell.output();
                    matrix[source][added] = true;
                    matrix[added][target == cell.output() ? added + 1 : target] = true;
                    List<Operation> operations = new ArrayList<>(cell.operations());
                    operations.add(operation);
                    addIfCell(matrix, operations);
                }
            }
        }
    }

    private void removeVertices() {
        for (int vertex = 1; vertex < cell.output(); vertex++) {
            if (Integer.bitCount(Wiring.sources(cell.edges(), vertex)) == 1
                    && Integer.bitCount(Wiring.targets(cell.edges(), cell.vertices(), vertex)) == 1) {
                List<Operation> operations = new ArrayList<>(cell.operations());
                operations.remove(vertex - 1);
                addIfCell(without(vertex), operations);
            }
        }
    }

    /** The edges, with room for more vertices before the output. */
    private boolean[][] matrix(int more) {
        int vertices = cell.vertices() + more;
        boolean[][] matrix = new boolean[vertices][vertices];
        for (int target = 1; target < cell.vertices(); target++) {
            for (int source = 0; source < target; source++) {
                matrix[source][target == cell.output() ? target + more : target] = cell.hasEdge(source, target);
            }
        }
        return matrix;
    }

    private boolean[][] without(int vertex) {
        boolean[][] matrix = new boolean[cell.vertices() - 1][cell.vertices() - 1];
        for (int target = 1; target < cell.vertices(); target++) {
            for (int source = 0; source < target; source++) {
                if (source != vertex && target != vertex && cell.hasEdge(source, target)) {
                    matrix[source > vertex ? source - 1 : source][target > vertex ? target - 1 : target] = true;
                }
            }
        }
        return matrix;
    }

    private void addIfCell(boolean[][] matrix, List<Operation> operations) {
        int vertices = matrix.length;
        List<Integer> order = topologicalOrder(matrix);
        if (order == null || vertices > Cell.MAX_VERTICES) {
            return;
        }
        int edges = 0;
        List<Operation> ordered = new ArrayList<>();
        for (int target = 0; target < vertices; target++) {
            int vertex = order.get(target);
            if (target > 0 && target < vertices - 1) {
                ordered.add(operations.get(vertex - 1));
            }
            for (int source = 0; source < target; source++) {
                edges |= matrix[order.get(source)][vertex] ? Wiring.bit(source, target) : 0;
            }
        }
        if (Integer.bitCount(edges) <= Cell.MAX_EDGES && Wiring.isWhole(vertices, edges)) {
            results.add(new Cell(vertices, edges, ordered));
        }
    }

    /** Sources before targets, input first and output last; null where there is a cycle. */
    private static @Nullable List<Integer> topologicalOrder(boolean[][] matrix) {
        int vertices = matrix.length;
        List<Integer> order = new ArrayList<>();
        while (order.size() < vertices) {
            int free = 0;
            while (free < vertices && (order.contains(free) || waits(matrix, order, free))) {
                free++;
            }
            if (free == vertices) {
                return null;
            }
            order.add(free);
        }
        return order;
    }

    private static boolean waits(boolean[][] matrix, List<Integer> done, int vertex) {
        for (int source = 0; source < matrix.length; source++) {
            if (matrix[source][vertex] && !done.contains(source)) {
                return true;
            }
        }
        return false;
    }
}
