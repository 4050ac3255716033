package org.onnxnet.cli.experiment;

import java.util.Arrays;
import java.util.List;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.ScoreScale;
import org.onnxnet.predictor.feature.Features;

/** Who says how good random networks are, to a language model that learns from them. */
enum Teacher {
    /** A feature model. */
    FEATURES,
    /** The mean of its score and of the logarithm of the parameters. */
    FEATURES_AND_PARAMS;

    private static final int PARAMS = Features.names().indexOf("log params");

    /**
     * What is taught, in deviations from the mean of the networks.
     *
     * @param networks that compare with each other
     */
    double[] labels(List<CountedNetwork> networks, FeatureModel model) {
        double[] scores = standardised(model.scoreFeatures(
                networks.stream().map(CountedNetwork::counts).toArray(float[][]::new)));
        if (this == FEATURES) {
            return scores;
        }
        double[] params = standardised(networks.stream()
                .mapToDouble(network -> network.counts()[PARAMS])
                .toArray());
        double[] mean = new double[scores.length];
        Arrays.setAll(mean, i -> (scores[i] + params[i]) / 2);
        return mean;
    }

    private static double[] standardised(double[] values) {
        ScoreScale scale = ScoreScale.of(values);
        return Arrays.stream(values).map(scale::apply).toArray();
    }
}
