package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;

/**
 * Brings scores of different units to one: their mean over reference networks becomes 0, their deviation 1.
 *
 * @param mean of the reference scores, or of their logarithms
 * @param deviation of the same, more than 0
 * @param logarithm whether logarithms of scores are compared, as of counts
 */
public record ScoreScale(double mean, double deviation, boolean logarithm) {
    /** Scores that are all positive and differ by more than this factor are counts. */
    private static final double SPAN_OF_COUNTS = 10;

    /**
     * What brings these scores to mean 0 and deviation 1.
     *
     * @param scores of the reference networks; those that are not finite are left out
     * @throws IllegalArgumentException if fewer than two are finite
     */
    public static ScoreScale of(double[] scores) {
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
        return new ScoreScale(mean, square > 0 ? Math.sqrt(square) : 1, logarithm);
    }

    /** The score in units of the deviation. */
    public double apply(double score) {
        return ((logarithm ? Math.log(Math.max(score, Double.MIN_NORMAL)) : score) - mean) / deviation;
    }

    /** The error of a score in the same units; 0 where it is not known, or is one of a count, which has none. */
    double error(double scoreDeviation) {
        return logarithm || Double.isNaN(scoreDeviation) ? 0 : scoreDeviation / deviation;
    }

    /** @param file where the JSON is from, for errors */
    static ScoreScale read(JsonNode json, Path file) {
        double mean = json.path("mean").asDouble(Double.NaN);
        double deviation = json.path("deviation").asDouble(Double.NaN);
        if (!Double.isFinite(mean) || !(deviation > 0 && Double.isFinite(deviation))) {
            throw new InvalidCheckpointException(file + ": mean and deviation of a member are " + json.path("mean")
                    + " and " + json.path("deviation") + ", wanted a number and one above 0");
        }
        return new ScoreScale(mean, deviation, json.path("logarithm").asBoolean());
    }

    void write(ObjectNode json) {
        json.put("mean", mean).put("deviation", deviation).put("logarithm", logarithm);
    }
}
