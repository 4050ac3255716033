package org.onnxnet.cli.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.cli.train.ArchitectureTexts;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.ScoreScale;
import org.onnxnet.predictor.text.TextScore;

/** What several predictors make of the same architectures. */
final class Contest {
    private final List<LabelledSpace> train;
    private final LabelledSpace test;
    private final Map<String, double[]> scores = new LinkedHashMap<>();

    /** Scores in the unit of their deviation over the training networks, of those that may be members of a sum. */
    private final Map<String, double[]> standardised = new LinkedHashMap<>();

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
        double[] scored = predictor.apply(test);
        ScoreScale scale = ScoreScale.of(train.stream()
                .flatMapToDouble(space -> Arrays.stream(predictor.apply(space)))
                .toArray());
        scores.put(name, scored);
        standardised.put(name, Arrays.stream(scored).map(scale::apply).toArray());
    }

    /** Lets a language model score. */
    void enter(String name, LanguageModel model, ArchitectureTexts texts) {
        enter(
                name,
                space -> model.scoreTexts(space.texts(texts)).stream()
                        .mapToDouble(TextScore::score)
                        .toArray());
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
        if (!standardised.keySet().containsAll(weights.keySet())) {
            throw new IllegalStateException(weights.keySet() + " are not all among " + standardised.keySet());
        }
        double[] sum = new double[test.size()];
        // In the order of entry, since the last bits of a sum depend on it.
        standardised.forEach((member, scored) -> {
            if (weights.containsKey(member)) {
                double weight = weights.get(member);
                Arrays.setAll(sum, i -> sum[i] + weight * scored[i]);
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
