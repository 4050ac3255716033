package org.onnxnet.cli.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A figure over several seeds.
 *
 * @param mean of all seeds
 * @param standardError of the mean; 0 for one seed
 */
record Spread(double mean, double standardError) {
    static <T> Spread of(List<T> runs, ToDoubleFunction<T> figure) {
        double mean = runs.stream().mapToDouble(figure).average().orElse(Double.NaN);
        double squares = runs.stream()
                .mapToDouble(figure)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        int n = runs.size();
        return new Spread(mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n));
    }

    /** {@code .851 ± .002} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, standardError);
    }
}
