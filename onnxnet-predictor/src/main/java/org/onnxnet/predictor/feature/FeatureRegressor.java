package org.onnxnet.predictor.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.metric.Ranks;

/**
 * Learns performance from features: the mean of a forest, which is good at thresholds, and of a Gaussian process, which is
 * smooth and good with few examples. The forest is trained on standardised labels, the process on standardised ranks of
 * labels, which a few failed networks do not distort. Immutable.
 */
public final class FeatureRegressor {
    /** The most examples that the process works on: its time grows with their cube. */
    private static final int PROCESS_EXAMPLES = 2000;

    private static final int MIN_LEAF = 1;

    private final Scale scale;
    private final Forest forest;
    private final GaussianProcess process;
    private final float mean;
    private final float deviation;

    FeatureRegressor(Scale scale, Forest forest, GaussianProcess process, float mean, float deviation) {
        this.scale = scale;
        this.forest = forest;
        this.process = process;
        this.mean = mean;
        this.deviation = deviation;
    }

    /**
     * Learns from examples; equal arguments give an equal regressor.
     *
     * @param rows {@link Features#of} each network, at least one
     * @param labels performance of each, finite
     */
    public static FeatureRegressor fit(float[][] rows, double[] labels, long seed) {
        Scale scale = Scale.of(rows);
        float[][] points = scale.apply(rows);
        double mean = Arrays.stream(labels).average().orElseThrow();
        double deviation = deviation(labels, mean);
        double[] standard =
                Arrays.stream(labels).map(label -> (label - mean) / deviation).toArray();
        return new FeatureRegressor(
                scale,
                Forest.train(points, standard, MIN_LEAF, seed),
                process(points, labels, seed),
                (float) mean,
                (float) deviation);
    }

    private static GaussianProcess process(float[][] points, double[] labels, long seed) {
        int[] kept = Arrays.copyOf(shuffled(points.length, seed), Math.min(points.length, PROCESS_EXAMPLES));
        double[] ranks =
                Ranks.ascending(Arrays.stream(kept).mapToDouble(i -> labels[i]).toArray());
        double center = (ranks.length + 1) / 2.0;
        double spread = deviation(ranks, center);
        return GaussianProcess.fit(
                Arrays.stream(kept).mapToObj(i -> points[i]).toArray(float[][]::new),
                Arrays.stream(ranks).map(rank -> (rank - center) / spread).toArray());
    }

    /** The numbers below {@code n} in an order that the seed decides. */
    static int[] shuffled(int n, long seed) {
        int[] order = IntStream.range(0, n).toArray();
        Random random = new Random(seed);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** 1 where all are equal, so that one can divide by it. */
    private static double deviation(double[] values, double mean) {
        double square = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return square > 0 ? Math.sqrt(square) : 1;
    }

    /**
     * The expected performance of a network with these features, in the unit of the labels. The process counts as much as the
     * forest among the examples, and less the further it has to guess.
     */
    public double predict(float[] row) {
        float[] point = scale.apply(row);
        double weight = process.familiarity(point);
        return mean + deviation * (forest.predict(point) + weight * process.mean(point)) / (1 + weight);
    }

    /** How like the nearest example a network is, 0 to 1. */
    public double familiarity(float[] row) {
        return process.familiarity(scale.apply(row));
    }

    /** How many features the examples differ in: the others are not looked at. */
    public int featureCount() {
        return scale.columns().length;
    }

    /**
     * Writes {@code model.safetensors} into a directory, when it is complete.
     *
     * @throws IOException if it cannot be written; nothing has changed then
     */
    public void write(Path directory) throws IOException {
        FeatureTensors.write(directory, scale, forest, process, mean, deviation);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file is missing or cannot be read
     * @throws InvalidCheckpointException if it is damaged
     */
    public static FeatureRegressor read(Path directory) throws IOException {
        return FeatureTensors.read(directory);
    }
}
