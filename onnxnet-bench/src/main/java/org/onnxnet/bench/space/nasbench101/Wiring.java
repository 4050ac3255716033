package org.onnxnet.bench.space.nasbench101;

/** Questions to the edges of a cell, given as the bits of {@link Cell#edges}. */
final class Wiring {
    private Wiring() {}

    /** The bit of the edge from {@code source} to {@code target}, {@code source < target}. */
    static int bit(int source, int target) {
        return 1 << (source + Cell.pairs(target));
    }

    static boolean hasEdge(int edges, int source, int target) {
        return (edges & bit(source, target)) != 0;
    }

    /** The vertices that feed a vertex, as bits. */
    static int sources(int edges, int vertex) {
        return (edges >>> Cell.pairs(vertex)) & ((1 << vertex) - 1);
    }

    /** The vertices that a vertex feeds, as bits. */
    static int targets(int edges, int vertices, int vertex) {
        int found = 0;
        for (int target = vertex + 1; target < vertices; target++) {
            if (hasEdge(edges, vertex, target)) {
                found |= 1 << target;
            }
        }
        return found;
    }

    /**
     * Whether every vertex but the first is fed and every one but the last feeds another, which puts each on a way from
     * the first to the last.
     */
    static boolean isWhole(int vertices, int edges) {
        int feeding = 0;
        for (int vertex = 1; vertex < vertices; vertex++) {
            int sources = sources(edges, vertex);
            if (sources == 0) {
                return false;
            }
            feeding |= sources;
        }
        return feeding == (1 << (vertices - 1)) - 1;
    }
}
