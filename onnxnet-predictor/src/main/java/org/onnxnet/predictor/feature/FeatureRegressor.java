package org.onnxnet.predictor.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;

/**
 * Learns performance from features: the mean of a forest, which is good at thresholds, and of a Gaussian process, which is
 * smooth and good with few examples. The forest is trained on standardised labels, the process on standardised ranks of
 * labels, which a few failed networks do not distort. Immutable.
 */
public final class FeatureRegressor {
    /** The file in a model directory. */
    public static final String FILE = FeatureTensors.FILE;

    /** The most examples that the process works on: its time grows with their cube. */
    private static final int PROCESS_EXAMPLES = 2000;

    private static final int MIN_LEAF = 1;
    private static final double NOISE = 0.01;
    private static final int MIN_LEAF_PATHS = 3;

    /** Features of paths say much the same; where each node sees half of them, no one of them decides the top. */
    private static final double SHARE_PATHS = 0.5;

    /** Over several spaces one place has several labels: what holds in one space need not hold in another. */
    private static final int MIN_LEAF_ACROSS = 20;

    private static final double NOISE_ACROSS = 0.05;

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
                Forest.train(points, standard, MIN_LEAF, 1, seed),
                process(points, Examples.standardRanks(labels), kept(points.length, seed), NOISE),
                (float) mean,
                (float) deviation);
    }

    /**
     * Learns from what lies on the paths of networks alone, for use on a space that looks different. Trees do the whole work: a
     * smooth guess does not help where every network is far from the examples.
     *
     * @param rows {@link Features#of} each network, at least one
     * @param labels performance of each, finite; their order decides, their mean and deviation give the unit
     */
    public static FeatureRegressor fitPaths(float[][] rows, double[] labels, long seed) {
        Scale scale = Scale.of(rows, Feature.PATHS::contains);
        double mean = Arrays.stream(labels).average().orElseThrow();
        return new FeatureRegressor(
                scale,
                Forest.train(scale.apply(rows), Examples.standardRanks(labels), MIN_LEAF_PATHS, SHARE_PATHS, seed),
                new GaussianProcess(new float[0][], new float[0]),
                (float) mean,
                (float) deviation(labels, mean));
    }

    /**
     * Learns from several search spaces what makes networks good in any of them. What it predicts is a standardised rank and
     * has no unit.
     *
     * @param spaces at least one network each
     */
    public static FeatureRegressor fitAcross(List<Examples> spaces, long seed) {
        float[][] rows =
                spaces.stream().flatMap(space -> Arrays.stream(space.rows())).toArray(float[][]::new);
        double[] labels = spaces.stream()
                .flatMapToDouble(space -> Arrays.stream(space.standardRanks()))
                .toArray();
        Scale scale = Scale.of(rows);
        float[][] points = scale.apply(rows);
        return new FeatureRegressor(
                scale,
                Boosting.train(points, labels, MIN_LEAF_ACROSS, seed),
                process(points, labels, keptOfEach(spaces, seed), NOISE_ACROSS),
                0,
                1);
    }

    private static GaussianProcess process(float[][] points, double[] labels, int[] kept, double noise) {
        return GaussianProcess.fit(
                Arrays.stream(kept).mapToObj(i -> points[i]).toArray(float[][]::new),
                Arrays.stream(kept).mapToDouble(i -> labels[i]).toArray(),
                noise);
    }

    /** Which examples the process works on. */
    private static int[] kept(int examples, long seed) {
        return Arrays.copyOf(shuffled(examples, seed), Math.min(examples, PROCESS_EXAMPLES));
    }

    /** The same for several spaces joined, an equal share of each as far as it has so many. */
    private static int[] keptOfEach(List<Examples> spaces, long seed) {
        IntStream.Builder kept = IntStream.builder();
        int start = 0;
        for (Examples space : spaces) {
            int[] order = shuffled(space.size(), seed);
            for (int i = 0; i < Math.min(order.length, PROCESS_EXAMPLES / spaces.size()); i++) {
                kept.add(start + order[i]);
            }
            start += space.size();
        }
        return kept.build().toArray();
    }

    /** The numbers below {@code n} in an order that the seed decides. */
    static int[] shuffled(int n, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
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
     * What is expected of a network.
     *
     * @param performance in the unit of the labels
     * @param familiarity how like the nearest example the network is, 0 to 1
     */
    public record Prediction(double performance, double familiarity) {}

    /**
     * Predicts. The process counts as much as the forest among the examples, and less the further it has to guess.
     *
     * @param row {@link Features#of} the network
     */
    public Prediction predict(float[] row) {
        float[] point = scale.apply(row);
        GaussianProcess.Guess guess = process.at(point);
        double weight = guess.familiarity();
        double standard = (forest.predict(point) + weight * guess.mean()) / (1 + weight);
        return new Prediction(mean + deviation * standard, guess.familiarity());
    }

    /** How many features the examples differ in: the others are not looked at. */
    public int featureCount() {
        return scale.columns().length;
    }

    /**
     * Writes {@link #FILE} into a directory, when it is complete.
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
