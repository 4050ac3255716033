package org.onnxnet.bench.space.nasbench101;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All classes of isomorphic cells, each by the first cell that the published enumeration meets, which is the one that was
 * trained: fewer vertices first, then smaller edge bits, then labels in product order. Finding them takes seconds, so they
 * are found when first asked for.
 */
final class Classes {
    private static final int COUNT = 423_624;
    private static final List<Operation> OPERATIONS = List.of(Operation.values());

    // A cell in 32 bits: vertices (3), edges (21), number of the labelling (8).
    private final int[] cells;
    private final LongIndex byMixHash;

    private static final class Holder {
        private static final Classes ALL = new Classes();
    }

    private Classes() {
        int[] found = new int[COUNT];
        LongIndex index = new LongIndex(COUNT);
        int count = 0;
        for (int vertices = 2; vertices <= Cell.MAX_VERTICES; vertices++) {
            for (int edges = 1; edges < 1 << Cell.pairs(vertices); edges++) {
                if (Integer.bitCount(edges) <= Cell.MAX_EDGES && Wiring.isWhole(vertices, edges)) {
                    count = addLabellings(vertices, edges, found, count, index);
                }
            }
        }
        cells = Arrays.copyOf(found, count);
        byMixHash = index;
    }

    static Classes all() {
        return Holder.ALL;
    }

    private static int addLabellings(int vertices, int edges, int[] found, int first, LongIndex index) {
        int[] sources = new int[vertices];
        int[] targets = new int[vertices];
        for (int v = 0; v < vertices; v++) {
            sources[v] = Wiring.sources(edges, v);
            targets[v] = Wiring.targets(edges, vertices, v);
        }
        int count = first;
        int labellings = labellings(vertices);
        for (int labelling = 0; labelling < labellings; labelling++) {
            long hash = MixHash.of(sources, targets, labels(vertices, labelling));
            if (index.get(hash) < 0) {
                index.put(hash, count);
                found[count++] = (vertices << 29) | (edges << 8) | labelling;
            }
        }
        return count;
    }

    private static int labellings(int vertices) {
        int count = 1;
        for (int inner = 2; inner < vertices; inner++) {
            count *= OPERATIONS.size();
        }
        return count;
    }

    /** The digits of a number to the base 3, the first inner vertex most significant. */
    private static int[] labels(int vertices, int labelling) {
        int[] labels = new int[vertices - 2];
        int rest = labelling;
        for (int i = labels.length - 1; i >= 0; i--) {
            labels[i] = rest % OPERATIONS.size();
            rest /= OPERATIONS.size();
        }
        return labels;
    }

    int count() {
        return cells.length;
    }

    /** The cell of a class, by its number in the enumeration. */
    Cell cell(int index) {
        int vertices = vertices(index);
        List<Operation> operations = new ArrayList<>();
        for (int label : labels(vertices, cells[index] & 0xFF)) {
            operations.add(OPERATIONS.get(label));
        }
        return new Cell(vertices, edges(index), operations);
    }

    /** The published hash of a class. */
    String hash(int index, GraphHash hash) {
        int vertices = vertices(index);
        return hash.hash(vertices, edges(index), labels(vertices, cells[index] & 0xFF));
    }

    /** The number of the class that a cell is in. */
    int indexOf(Cell cell) {
        int[] sources = new int[cell.vertices()];
        int[] targets = new int[cell.vertices()];
        for (int v = 0; v < cell.vertices(); v++) {
            sources[v] = Wiring.sources(cell.edges(), v);
            targets[v] = Wiring.targets(cell.edges(), cell.vertices(), v);
        }
        int[] labels = cell.operations().stream().mapToInt(GraphHash::code).toArray();
        return byMixHash.get(MixHash.of(sources, targets, labels));
    }

    private int vertices(int index) {
        return cells[index] >>> 29;
    }

    private int edges(int index) {
        return (cells[index] >>> 8) & 0x1FFFFF;
    }
}
