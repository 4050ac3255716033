package org.onnxnet.bench.space.transnas;

import java.util.ArrayList;
import java.util.List;

/**
 * What a cell computes, written out with the terms of every sum sorted: zeros are left out, and a skip connection stands for the
 * terms of what it reads. One from the input of the cell is an operation, for it is one where a module changes shapes.
 */
final class MicroCanonicalForm {
    private MicroCanonicalForm() {}

    static String of(MicroCell cell) {
        List<List<String>> nodes = new ArrayList<>();
        nodes.add(List.of("0"));
        for (int target = 1; target <= 3; target++) {
            List<String> terms = new ArrayList<>();
            for (int source = 0; source < target; source++) {
                terms.addAll(terms(source == 0, nodes.get(source), cell.edge(source, target)));
            }
            nodes.add(terms.stream().sorted().toList());
        }
        return sum(nodes.get(3));
    }

    private static List<String> terms(boolean fromInput, List<String> source, MicroOperation operation) {
        if (operation == MicroOperation.NONE) {
            return List.of();
        }
        return operation == MicroOperation.SKIP_CONNECT && !fromInput
                ? source
                : List.of(sum(source) + "@" + operation.digit());
    }

    private static String sum(List<String> terms) {
        return "(" + String.join("+", terms) + ")";
    }
}
