package org.onnxnet.bench.diversity;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Jensen-Shannon divergence of operator distributions, in bits: {@code H(m) - H(p)/2 - H(q)/2} with {@code m = (p + q)/2} and
 * the entropy {@code H} to the base 2, which is equation 1 of the ONNX-Net paper. 0 for equal distributions, 1 for ones that
 * share no operator.
 */
public final class Divergence {
    private static final double BIT = Math.log(2);

    private Divergence() {}

    /** One distribution and how many networks have it. */
    private static final class Row {
        private final double[] shares;
        private final double entropy;
        private final long networks;

        Row(double[] shares, long networks) {
            this.shares = shares;
            this.entropy = entropy(shares);
            this.networks = networks;
        }

        double bitsFrom(Row other) {
            return bits(shares, entropy, other.shares, other.entropy);
        }
    }

    /**
     * The divergence of two networks, or of two spaces whose networks are pooled.
     *
     * @return 0 to 1; NaN where one has no nodes
     */
    public static double between(OperatorCounts a, OperatorCounts b) {
        if (a.total() == 0 || b.total() == 0) {
            return Double.NaN;
        }
        SortedSet<String> vocabulary = vocabulary(List.of(a, b));
        return new Row(a.shares(vocabulary), 1).bitsFrom(new Row(b.shares(vocabulary), 1));
    }

    /**
     * The mean divergence over all pairs of two different networks; those without nodes are left out.
     *
     * @return 0 to 1; NaN where fewer than two networks have nodes
     */
    public static double within(Collection<OperatorCounts> networks) {
        List<Row> rows = rows(networks);
        long total = rows.stream().mapToLong(row -> row.networks).sum();
        double sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row a = rows.get(i);
            for (Row b : rows.subList(0, i)) {
                sum += a.networks * b.networks * a.bitsFrom(b);
            }
        }
        return sum / (total * (total - 1) / 2.0);
    }

    /** The different distributions: in most spaces far fewer than networks. */
    private static List<Row> rows(Collection<OperatorCounts> networks) {
        SortedSet<String> vocabulary = vocabulary(networks);
        Map<DoubleBuffer, Long> counted = new LinkedHashMap<>();
        for (OperatorCounts network : networks) {
            if (network.total() > 0) {
                counted.merge(DoubleBuffer.wrap(network.shares(vocabulary)), 1L, Long::sum);
            }
        }
        List<Row> rows = new ArrayList<>();
        counted.forEach((shares, count) -> rows.add(new Row(shares.array(), count)));
        return rows;
    }

    private static SortedSet<String> vocabulary(Collection<OperatorCounts> networks) {
        SortedSet<String> vocabulary = new TreeSet<>();
        networks.forEach(network -> vocabulary.addAll(network.counts().keySet()));
        return vocabulary;
    }

    /** Rounding must not make it negative. */
    private static double bits(double[] p, double entropyOfP, double[] q, double entropyOfQ) {
        double[] middle = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            middle[i] = (p[i] + q[i]) / 2;
        }
        return Math.max(0, entropy(middle) - (entropyOfP + entropyOfQ) / 2);
    }

    private static double entropy(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            if (share > 0) {
                sum -= share * Math.log(share);
            }
        }
        return sum / BIT;
    }
}
