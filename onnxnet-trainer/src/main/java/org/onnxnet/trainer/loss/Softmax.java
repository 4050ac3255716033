package org.onnxnet.trainer.loss;

import java.util.Arrays;

/** Shares {@code exp(x_i) / sum(exp(x))} and their logarithms, without overflow. */
final class Softmax {
    private final double[] logShares;

    private Softmax(double[] logShares) {
        this.logShares = logShares;
    }

    static Softmax of(double[] values, int[] rows, double temperature) {
        double[] scaled = Arrays.stream(rows)
                .mapToDouble(row -> values[row] / temperature)
                .toArray();
        double largest = Arrays.stream(scaled).max().orElse(0);
        double sum =
                Arrays.stream(scaled).map(value -> Math.exp(value - largest)).sum();
        double total = largest + Math.log(sum);
        return new Softmax(Arrays.stream(scaled).map(value -> value - total).toArray());
    }

    double share(int index) {
        return Math.exp(logShares[index]);
    }

    double logShare(int index) {
        return logShares[index];
    }
}
