package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * Brings scores of different units to one: their mean over reference networks becomes 0, their deviation 1.
 *
 * @param mean of the reference scores, or of their logarithms
 * @param deviation of the same, more than 0
 * @param logarithm whether logarithms of scores are compared, as of counts
 */
public record Standard(double mean, double deviation, boolean logarithm) {
    /** Scores that are all positive and differ by more than this factor are counts. */
    private static final double SPAN_OF_COUNTS = 10;

    /**
     * What brings these scores to mean 0 and deviation 1.
     *
     * @param scores of the reference networks; those that are not finite are left out
     * @throws IllegalArgumentException if fewer than two are finite
     */
    public static Standard of(double[] scores) {
        double[] finite = Arrays.stream(scores).filter(Double::isFinite).toArray();
        if (finite.length < 2) {
            throw new IllegalArgumentException(finite.length + " of " + scores.length
                    + " reference networks have a finite score, wanted two or more to bring scores to one unit");
        }
        double least = Arrays.stream(finite).min().orElseThrow();
        double most = Arrays.stream(finite).max().orElseThrow();
        boolean logarithm = least > 0 && most > SPAN_OF_COUNTS * least;
        double[] values = logarithm ? Arrays.stream(finite).map(Math::log).toArray() : finite;
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new Standard(mean, square > 0 ? Math.sqrt(square) : 1, logarithm);
    }

    /** The score in units of the deviation. */
    public double apply(double score) {
        return ((logarithm ? Math.log(Math.max(score, Double.MIN_NORMAL)) : score) - mean) / deviation;
    }

    static Standard read(JsonNode json) {
        return new Standard(
                json.path("mean").asDouble(Double.NaN),
                json.path("deviation").asDouble(Double.NaN),
                json.path("logarithm").asBoolean());
    }

    void write(ObjectNode json) {
        json.put("mean", mean).put("deviation", deviation).put("logarithm", logarithm);
    }
}
