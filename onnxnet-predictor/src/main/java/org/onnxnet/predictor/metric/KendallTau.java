package org.onnxnet.predictor.metric;

import java.util.Comparator;

/**
 * The pair counts that Kendall's tau-b is made of.
 *
 * @param n number of entries
 * @param discordant pairs in opposite order, neither tied
 * @param first ties in the first array
 * @param second ties in the second array
 * @param both ties in both at once
 */
record KendallTau(int n, long discordant, Ties first, Ties second, Ties both) {
    /**
     * Sums over the groups of tied entries, {@code t} being the size of a group.
     *
     * @param pairs {@code sum t(t-1)/2}
     * @param triples {@code sum t(t-1)(t-2)}
     * @param weighted {@code sum t(t-1)(2t+5)}
     */
    record Ties(long pairs, double triples, double weighted) {
        static final Ties NONE = new Ties(0, 0, 0);

        Ties plusGroup(long size) {
            double ordered = (double) size * (size - 1);
            return new Ties(
                    pairs + size * (size - 1) / 2, triples + ordered * (size - 2), weighted + ordered * (2 * size + 5));
        }
    }

    /** Counts by Knight's method: sort by the first array, then count the exchanges that sort the second. */
    static KendallTau of(double[] a, double[] b) {
        int n = a.length;
        Integer[] order = Ranks.indices(
                a,
                Comparator.<Integer>comparingDouble(i -> Ranks.normal(a[i]))
                        .thenComparingDouble(i -> Ranks.normal(b[i])));
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = a[order[i]];
            y[i] = b[order[i]];
        }
        Ties first = ties(n, (i, j) -> x[i] == x[j]);
        Ties both = ties(n, (i, j) -> x[i] == x[j] && y[i] == y[j]);
        double[] sorted = y.clone();
        long exchanges = sortCountingExchanges(sorted, new double[n], 0, n);
        Ties second = ties(n, (i, j) -> sorted[i] == sorted[j]);
        return new KendallTau(n, exchanges, first, second, both);
    }

    double tau() {
        double untiedInFirst = pairs() - first.pairs();
        double untiedInSecond = pairs() - second.pairs();
        if (untiedInFirst == 0 || untiedInSecond == 0) {
            return Double.NaN;
        }
        double tau = concordantMinusDiscordant() / Math.sqrt(untiedInFirst * untiedInSecond);
        return Math.max(-1, Math.min(1, tau));
    }

    double pValue() {
        if (Double.isNaN(tau())) {
            return Double.NaN;
        }
        boolean tied = first.pairs() > 0 || second.pairs() > 0;
        long fewer = Math.min(discordant, pairs() - discordant);
        return !tied && (n <= 33 || fewer <= 1) ? exactPValue(n, fewer) : asymptoticPValue();
    }

    private long pairs() {
        return n * (n - 1L) / 2;
    }

    private long concordantMinusDiscordant() {
        return pairs() - first.pairs() - second.pairs() + both.pairs() - 2 * discordant;
    }

    /**
     * Twice the share of the orders of {@code n} entries with at most {@code exchanges} pairs out of order. Adding the
     * {@code size}-th entry to an order puts it, with equal probability, before 0 to {@code size - 1} others.
     */
    private static double exactPValue(int n, long exchanges) {
        double[] share = new double[Math.toIntExact(exchanges) + 1];
        share[0] = 1;
        for (int size = 2; size <= n; size++) {
            double window = 0;
            double[] next = new double[share.length];
            for (int i = 0; i < share.length; i++) {
                window += share[i];
                if (i >= size) {
                    window -= share[i - size];
                }
                next[i] = window / size;
            }
            share = next;
        }
        double sum = 0;
        for (double part : share) {
            sum += part;
        }
        return Math.min(1, 2 * sum);
    }

    /** By the normal approximation; the variance is the one of Kendall, Rank Correlation Methods, with ties in both. */
    private double asymptoticPValue() {
        double orderedPairs = n * (n - 1.0);
        double untied = orderedPairs * (2.0 * n + 5);
        double variance = (untied - first.weighted() - second.weighted()) / 18
                + 2.0 * first.pairs() * second.pairs() / orderedPairs
                + (n > 2 ? first.triples() * second.triples() / (9 * orderedPairs * (n - 2)) : 0);
        return NormalDistribution.twoSided(concordantMinusDiscordant() / Math.sqrt(variance));
    }

    private static Ties ties(int n, Same same) {
        Ties ties = Ties.NONE;
        int start = 0;
        for (int i = 1; i <= n; i++) {
            if (i == n || !same.at(i, start)) {
                ties = ties.plusGroup(i - start);
                start = i;
            }
        }
        return ties;
    }

    private interface Same {
        boolean at(int i, int j);
    }

    /** Merge sort of {@code [from, to)} that counts the pairs it puts in order. */
    private static long sortCountingExchanges(double[] values, double[] buffer, int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long exchanges =
                sortCountingExchanges(values, buffer, from, middle) + sortCountingExchanges(values, buffer, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            if (right == to || (left < middle && values[left] <= values[right])) {
                buffer[i] = values[left++];
            } else {
                buffer[i] = values[right++];
                exchanges += middle - left;
            }
        }
        System.arraycopy(buffer, from, values, from, to - from);
        return exchanges;
    }
}
