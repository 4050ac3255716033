package org.onnxnet.cli.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.predictor.ScoreScale;

/** What several predictors make of the same architectures. */
final class Contest {
    private final List<LabelledSpace> train;
    private final LabelledSpace test;
    private final Map<String, double[]> scores = new LinkedHashMap<>();
    private final Map<String, ScoreScale> scales = new LinkedHashMap<>();

    /**
     * @param train what the predictors have learned from; it brings scores to one unit
     * @param test what they have not seen
     */
    Contest(List<LabelledSpace> train, LabelledSpace test) {
        this.train = train;
        this.test = test;
    }

    /** What is ranked. */
    String name() {
        return test.space() + " " + test.protocol();
    }

    /** Lets a predictor score. */
    void enter(String name, Function<LabelledSpace, double[]> predictor) {
        scores.put(name, predictor.apply(test));
        scales.put(
                name,
                ScoreScale.of(train.stream()
                        .flatMapToDouble(space -> Arrays.stream(predictor.apply(space)))
                        .toArray()));
    }

    /** Enters the mean of predictors that are there already. */
    void enterMean(String... members) {
        enterSum(
                String.join(" and ", members),
                Arrays.stream(members).collect(Collectors.toMap(member -> member, member -> 1.0)));
    }

    /**
     * Enters a sum of predictors that are there already, in the units of their deviations over the training networks.
     *
     * @param weights by the name of the predictor
     */
    void enterSum(String name, Map<String, Double> weights) {
        if (!scales.keySet().containsAll(weights.keySet())) {
            throw new IllegalStateException(weights.keySet() + " are not all among " + scales.keySet());
        }
        double[] sum = new double[test.size()];
        // In the order of entry, since the last bits of a sum depend on it.
        scales.forEach((member, scale) -> {
            Double weight = weights.get(member);
            double[] scored = scores.get(member);
            if (weight != null && scored != null) {
                Arrays.setAll(sum, i -> sum[i] + weight * scale.apply(scored[i]));
            }
        });
        scores.put(name, sum);
    }

    List<RankQuality> results() {
        return scores.entrySet().stream()
                .map(entry -> RankQuality.of(entry.getKey(), entry.getValue(), test.labels()))
                .toList();
    }
}
