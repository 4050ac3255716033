package org.onnxnet.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.predictor.Baseline;
import org.onnxnet.predictor.metric.Metrics;

/**
 * How well one predictor ranks what one protocol measured; the figures of {@link Metrics}.
 *
 * @param n architectures with a value
 * @param bestAt10 best true value among the first ten, or among all if they are fewer
 * @param bestRankAt10 its true rank from 1
 */
public record RankQuality(
        String predictor,
        int n,
        double spearman,
        double kendall,
        double precisionAt1Percent,
        double bestAt10,
        int bestRankAt10) {

    static RankQuality of(BaselineFigures figures, Baseline baseline, Labels labels) {
        int column = Baseline.all().indexOf(baseline);
        List<Double> predicted = new ArrayList<>();
        List<Double> actual = new ArrayList<>();
        for (int i = 0; i < figures.keys().size(); i++) {
            OptionalDouble value = labels.find(figures.keys().get(i));
            if (value.isPresent()) {
                predicted.add(figures.scores().get(i)[column]);
                actual.add(value.getAsDouble());
            }
        }
        if (predicted.size() < 2) {
            throw new BenchException("found " + predicted.size() + " values of " + labels.protocol()
                    + " in the sample, wanted 2 or more to rank");
        }
        return of(baseline.name(), array(predicted), array(actual));
    }

    /**
     * Compares scores with measured values.
     *
     * @param predictor what gave the scores
     * @param actual one value a score, higher is better
     */
    public static RankQuality of(String predictor, double[] predicted, double[] actual) {
        int n = predicted.length;
        int ten = Math.min(10, n);
        return new RankQuality(
                predictor,
                n,
                Metrics.spearman(predicted, actual),
                Metrics.kendallTau(predicted, actual),
                Metrics.precisionAt(Math.max(1, n / 100), predicted, actual),
                Metrics.bestAt(ten, predicted, actual),
                Metrics.bestRankAt(ten, predicted, actual));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
