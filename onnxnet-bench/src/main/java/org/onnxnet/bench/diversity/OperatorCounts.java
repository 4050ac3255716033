package org.onnxnet.bench.diversity;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Node;

/**
 * How often each operator occurs in a network, or in several. {@code Constant} does not count: it is data that some exporters
 * write as a node.
 *
 * @param counts by operator, {@code domain:Type} outside the default domain; 1 or more each
 */
public record OperatorCounts(SortedMap<String, Long> counts) {
    private static final String CONSTANT = "Constant";

    public OperatorCounts {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Those of the nodes of a network. */
    public static OperatorCounts of(OnnxGraph network) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Node node : network.nodes()) {
            String operator = node.op().toString();
            if (!operator.equals(CONSTANT)) {
                counts.merge(operator, 1L, Long::sum);
            }
        }
        return new OperatorCounts(counts);
    }

    /** The sum over several networks, in which larger networks weigh more. */
    public static OperatorCounts pooled(Collection<OperatorCounts> networks) {
        SortedMap<String, Long> sum = new TreeMap<>();
        networks.forEach(network -> network.counts.forEach((operator, count) -> sum.merge(operator, count, Long::sum)));
        return new OperatorCounts(sum);
    }

    /** How many nodes there are. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The share of each operator in the nodes; the shares add up to 1. Empty where there are no nodes. */
    public SortedMap<String, Double> shares() {
        double total = total();
        SortedMap<String, Double> shares = new TreeMap<>();
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            shares.put(entry.getKey(), entry.getValue() / total);
        }
        return shares;
    }

    /** The shares in the order of a vocabulary that has all the operators. */
    double[] shares(Collection<String> vocabulary) {
        double total = total();
        return vocabulary.stream()
                .mapToDouble(operator -> counts.getOrDefault(operator, 0L) / total)
                .toArray();
    }
}
