package org.onnxnet.bench.space.nasbench201;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Texts that are equal for cells which compute the same: what each node computes, written out with the terms of every sum
 * sorted and skip connections left out (section A.2 of the publication).
 */
public enum CanonicalForm {
    /** {@code none} is an operation like others: 12,751 classes. */
    ISOMORPHISM,
    /** What {@code none} makes 0 is written {@code #} and stays that along an edge: 6,466 classes. */
    ZERO_IS_ZERO;

    private static final String ZERO = "#";

    /** The form of a cell. */
    public String of(Cell cell) {
        List<String> nodes = new ArrayList<>(List.of("0"));
        for (int target = 1; target <= 3; target++) {
            List<String> terms = new ArrayList<>();
            for (int source = 0; source < target; source++) {
                terms.add(term(nodes.get(source), cell.edge(source, target)));
            }
            // A sum of zeros stays a sum, "#+#": the published count of classes rests on that.
            nodes.add(terms.stream().sorted().collect(Collectors.joining("+")));
        }
        return nodes.get(3);
    }

    private String term(String source, Operation operation) {
        if (this == ZERO_IS_ZERO && (operation == Operation.NONE || source.equals(ZERO))) {
            return ZERO;
        }
        return operation == Operation.SKIP_CONNECT ? source : "(" + source + ")@" + operation.label();
    }
}
