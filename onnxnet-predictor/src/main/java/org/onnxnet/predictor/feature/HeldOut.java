package org.onnxnet.predictor.feature;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a fifth of the examples says of a regressor that was trained on the others.
 *
 * @param noise standard deviation of its errors, in the unit of the labels
 * @param familiarity a network less familiar than this ({@link FeatureRegressor.Prediction#familiarity}) is unlike the examples: of
 *     them, one in a hundred is
 */
public record HeldOut(double noise, double familiarity) {
    private static final double STRANGE_SHARE = 0.01;

    /**
     * Trains and measures.
     *
     * @param rows {@link Features#of} each network, at least five
     * @param labels performance of each, finite
     */
    public static HeldOut measure(float[][] rows, double[] labels, long seed) {
        int[] order = FeatureRegressor.shuffled(rows.length, seed + 1);
        int held = rows.length / 5;
        int[] train = Arrays.copyOfRange(order, held, order.length);
        FeatureRegressor regressor = FeatureRegressor.fit(
                Arrays.stream(train).mapToObj(i -> rows[i]).toArray(float[][]::new),
                Arrays.stream(train).mapToDouble(i -> labels[i]).toArray(),
                seed);
        double[] familiarity = new double[held];
        double[] squares = new double[held];
        IntStream.range(0, held).parallel().forEach(i -> {
            FeatureRegressor.Prediction prediction = regressor.predict(rows[order[i]]);
            double error = prediction.performance() - labels[order[i]];
            squares[i] = error * error;
            familiarity[i] = prediction.familiarity();
        });
        Arrays.sort(familiarity);
        double noise = Math.sqrt(Arrays.stream(squares).average().orElse(0));
        return new HeldOut(noise, familiarity[(int) (STRANGE_SHARE * held)]);
    }
}
