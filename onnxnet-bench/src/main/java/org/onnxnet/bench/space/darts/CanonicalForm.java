package org.onnxnet.bench.space.darts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What each node computes, written out, the terms of each sum and the nodes of a cell sorted: equal for cells that differ in the
 * order of edges and nodes only. The order of the nodes decides that of the channels, which means nothing before training.
 */
final class CanonicalForm {
    private CanonicalForm() {}

    static String of(Genotype genotype) {
        return "normal=" + of(genotype.normal()) + ";reduce=" + of(genotype.reduce());
    }

    private static String of(Cell cell) {
        List<String> nodes = new ArrayList<>(List.of("0", "1"));
        for (int node = Cell.FIRST_NODE; node < Cell.NODES; node++) {
            nodes.add(cell.into(node).stream()
                    .map(edge -> edge.operation().label() + nodes.get(edge.input()))
                    .sorted()
                    .collect(Collectors.joining("+", "(", ")")));
        }
        return nodes.subList(Cell.FIRST_NODE, Cell.NODES).stream().sorted().collect(Collectors.joining(",", "[", "]"));
    }
}
