package org.onnxnet.bench.space.nasbench101;

import java.util.List;
import org.onnxnet.bench.BenchException;

/**
 * An architecture: a directed acyclic graph from its first vertex, the input, to its last, the output. Every vertex lies on
 * a way from one to the other.
 *
 * @param vertices from 2 to 7
 * @param edges bit {@code x + y*(y-1)/2} is the edge from {@code x} to {@code y}, {@code x < y}; from 1 to 9 edges
 * @param operations of the vertices between input and output
 */
public record Cell(int vertices, int edges, List<Operation> operations) {
    public static final int MAX_VERTICES = 7;
    public static final int MAX_EDGES = 9;

    public Cell {
        operations = List.copyOf(operations);
        if (vertices < 2 || vertices > MAX_VERTICES || operations.size() != vertices - 2) {
            throw new BenchException("found a cell of " + vertices + " vertices with " + operations.size()
                    + " operations, wanted 2 to " + MAX_VERTICES + " vertices and an operation for each but two");
        }
        int count = Integer.bitCount(edges);
        if (count > MAX_EDGES) {
            throw new BenchException("found a cell of " + count + " edges, wanted at most " + MAX_EDGES);
        }
        if (edges >>> pairs(vertices) != 0 || !Wiring.isWhole(vertices, edges)) {
            throw new BenchException("edges " + Integer.toBinaryString(edges) + " of " + vertices
                    + " vertices leave a vertex off every way from input to output; prune the cell first");
        }
    }

    /** Pairs of vertices, each of which may have an edge. */
    static int pairs(int vertices) {
        return vertices * (vertices - 1) / 2;
    }

    /** Whether there is an edge, {@code 0 <= source < target < vertices}. */
    public boolean hasEdge(int source, int target) {
        return Wiring.hasEdge(edges, source, target);
    }

    /** The vertex that gives the result. */
    public int output() {
        return vertices - 1;
    }

    /** The operation of a vertex that is neither input nor output. */
    public Operation operation(int vertex) {
        return operations.get(vertex - 1);
    }

    /**
     * The adjacency matrix row by row, a colon, and the labels: {@code 010001000:input,maxpool3x3,output}. The records of
     * the published data have the same two parts.
     */
    @Override
    public String toString() {
        return CellText.format(this);
    }
}
