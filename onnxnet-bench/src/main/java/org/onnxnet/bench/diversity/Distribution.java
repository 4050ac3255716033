package org.onnxnet.bench.diversity;

import java.util.Arrays;
import java.util.Locale;
import org.onnxnet.bench.BenchException;

/** Numbers in ascending order. Immutable. */
public final class Distribution {
    private final double[] ascending;

    private Distribution(double[] ascending) {
        this.ascending = ascending;
    }

    /**
     * The distribution of some numbers.
     *
     * @throws BenchException if there are none, or one is NaN or infinite
     */
    public static Distribution of(double... values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new BenchException(
                    values.length == 0 ? "found no values, wanted one or more" : "found a value that is not finite");
        }
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return new Distribution(ascending);
    }

    public int count() {
        return ascending.length;
    }

    public double min() {
        return ascending[0];
    }

    public double max() {
        return ascending[ascending.length - 1];
    }

    public double mean() {
        return Arrays.stream(ascending).average().orElseThrow();
    }

    /**
     * A quantile, interpolated between the two nearest values as NumPy's {@code quantile} does.
     *
     * @param q 0 for the least value, 0.5 for the median, 1 for the largest
     */
    public double quantile(double q) {
        double place = q * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    /**
     * The share of the values in each of some bins of one width; the last bin has its upper end too.
     *
     * @param bins 1 or more
     */
    public double[] histogram(double from, double to, int bins) {
        double[] shares = new double[bins];
        for (double value : ascending) {
            if (value >= from && value <= to) {
                int bin = (int) ((value - from) / (to - from) * bins);
                shares[Math.min(bin, bins - 1)] += 1.0 / ascending.length;
            }
        }
        return shares;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d values from %.4g to %.4g, median %.4g", count(), min(), max(), quantile(0.5));
    }
}
