package org.onnxnet.predictor.feature;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What examples that a regressor has not seen say of it.
 *
 * @param noise standard deviation of its errors, in the unit of the labels
 * @param familiarity a network less familiar than this ({@link FeatureRegressor.Prediction#familiarity}) is unlike the examples: of
 *     them, one in a hundred is
 */
public record HeldOut(double noise, double familiarity) {
    private static final double STRANGE_SHARE = 0.01;

    /** How a regressor is made of features, labels and a seed. */
    public interface Learner {
        FeatureRegressor fit(float[][] rows, double[] labels, long seed);
    }

    /**
     * Trains on four fifths of the examples, and measures on the others.
     *
     * @param rows {@link Features#of} each network, at least five
     * @param labels performance of each, finite
     */
    public static HeldOut measure(Learner learner, float[][] rows, double[] labels, long seed) {
        int[] order = FeatureRegressor.shuffled(rows.length, seed + 1);
        int held = rows.length / 5;
        int[] train = Arrays.copyOfRange(order, held, order.length);
        FeatureRegressor regressor = learner.fit(
                Arrays.stream(train).mapToObj(i -> rows[i]).toArray(float[][]::new),
                Arrays.stream(train).mapToDouble(i -> labels[i]).toArray(),
                seed);
        int[] test = Arrays.copyOf(order, held);
        return of(
                regressor,
                Arrays.stream(test).mapToObj(i -> rows[i]).toArray(float[][]::new),
                Arrays.stream(test).mapToDouble(i -> labels[i]).toArray());
    }

    /**
     * Measures a regressor on networks of several spaces that it has not seen.
     *
     * @param regressor one that was fitted across spaces
     */
    public static HeldOut across(FeatureRegressor regressor, List<Examples> spaces) {
        return of(
                regressor,
                spaces.stream().flatMap(space -> Arrays.stream(space.rows())).toArray(float[][]::new),
                spaces.stream()
                        .flatMapToDouble(space -> Arrays.stream(space.standardRanks()))
                        .toArray());
    }

    private static HeldOut of(FeatureRegressor regressor, float[][] rows, double[] labels) {
        double[] familiarity = new double[rows.length];
        double[] squares = new double[rows.length];
        IntStream.range(0, rows.length).parallel().forEach(i -> {
            FeatureRegressor.Prediction prediction = regressor.predict(rows[i]);
            double error = prediction.performance() - labels[i];
            squares[i] = error * error;
            familiarity[i] = prediction.familiarity();
        });
        Arrays.sort(familiarity);
        double noise = Math.sqrt(Arrays.stream(squares).average().orElse(0));
        return new HeldOut(noise, familiarity[(int) (STRANGE_SHARE * rows.length)]);
    }
}
