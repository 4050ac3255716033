package org.onnxnet.predictor.metric;

import java.util.Arrays;

/** What is in the first picks of a ranking: their true values, and all true values from the lowest. */
final class TopPicks {
    private final double[] picked;
    private final double[] ascending;

    private TopPicks(double[] picked, double[] ascending) {
        this.picked = picked;
        this.ascending = ascending;
    }

    static TopPicks of(int k, double[] predicted, double[] actual) {
        Pairs.requireComparable(predicted, actual);
        if (k < 1 || k > predicted.length) {
            throw new IllegalArgumentException(
                    "k is " + k + ", wanted 1 to the number of networks, " + predicted.length);
        }
        Integer[] order = Ranks.highestFirst(predicted);
        double[] picked = new double[k];
        Arrays.setAll(picked, i -> actual[order[i]]);
        double[] ascending = actual.clone();
        Arrays.sort(ascending);
        return new TopPicks(picked, ascending);
    }

    double precision() {
        double threshold = ascending[ascending.length - picked.length];
        return Arrays.stream(picked).filter(value -> value >= threshold).count() / (double) picked.length;
    }

    double best() {
        return Arrays.stream(picked).max().getAsDouble();
    }

    int bestRank() {
        double best = best();
        return 1 + (int) Arrays.stream(ascending).filter(value -> value > best).count();
    }

    double regret() {
        double best = best();
        double highest = ascending[ascending.length - 1];
        return highest == best ? 0 : highest - best;
    }
}
