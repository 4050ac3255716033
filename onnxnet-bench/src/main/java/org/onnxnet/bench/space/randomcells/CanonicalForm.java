package org.onnxnet.bench.space.randomcells;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.onnxnet.bench.network.Digest;

/**
 * A text that is equal for networks which compute the same sums of the same operations: nodes that nothing reaches, skips, the order
 * of terms, and how a stage is cut into cells make no difference.
 */
final class CanonicalForm {
    private static final Map<String, Long> STAGE_INPUT = Map.of("0", 1L);

    private CanonicalForm() {}

    static String of(CellNetwork network) {
        Map<String, Long> value = STAGE_INPUT;
        for (int layer = 0; layer < network.skeleton().layers(); layer++) {
            value = applied(network.cell(), value);
        }
        return network.skeleton().withoutLayers() + ";" + Digest.of(text(value));
    }

    /** What a cell makes of a sum: each term with how often it occurs, since skips may double their number with every node. */
    private static Map<String, Long> applied(Cell cell, Map<String, Long> input) {
        List<Map<String, Long>> nodes = new ArrayList<>(List.of(input));
        for (int target = 1; target < cell.nodes(); target++) {
            Map<String, Long> sum = new TreeMap<>();
            for (int source = 0; source < target; source++) {
                Map<String, Long> value = nodes.get(source);
                Operation operation = cell.edge(source, target);
                if (operation == Operation.SKIP) {
                    value.forEach((term, count) -> sum.merge(term, count, Long::sum));
                } else if (operation != Operation.NONE && !value.isEmpty()) {
                    sum.merge(Digest.of(operation.label() + "(" + text(value) + ")"), 1L, Long::sum);
                }
            }
            nodes.add(sum);
        }
        return nodes.get(nodes.size() - 1);
    }

    private static String text(Map<String, Long> sum) {
        return sum.entrySet().stream()
                .map(term -> term.getValue() + "*" + term.getKey())
                .collect(Collectors.joining("+"));
    }
}
