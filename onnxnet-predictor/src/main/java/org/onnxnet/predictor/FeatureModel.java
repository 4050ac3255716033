package org.onnxnet.predictor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.feature.Examples;
import org.onnxnet.predictor.feature.FeatureRegressor;
import org.onnxnet.predictor.feature.Features;
import org.onnxnet.predictor.feature.HeldOut;
import org.onnxnet.predictor.runtime.Cancellation;

/**
 * Scores networks by what can be counted in them: costs, operators, paths, forks and joins ({@link Features}). It trains in
 * seconds from tens to thousands of networks with known performance, and needs no GPU. Immutable.
 *
 * <pre>{@code
 * FeatureModel model = FeatureModel.train(networks, accuracies, 42);
 * Ranking<OnnxGraph> ranking = model.rank(candidates);
 * }</pre>
 */
public final class FeatureModel implements Predictor {
    /** With fewer there is nothing to learn from and nothing to measure the error on. */
    private static final int FEWEST_EXAMPLES = 10;

    private final FeatureRegressor regressor;
    private final FeatureModelSettings settings;

    FeatureModel(FeatureRegressor regressor, FeatureModelSettings settings) {
        this.regressor = regressor;
        this.settings = settings;
    }

    /**
     * Learns from networks whose performance is known.
     *
     * @param networks 10 or more
     * @param performance of each, higher is better, all measured in the same way
     * @param seed equal arguments give an equal model
     * @throws IllegalArgumentException if there are too few networks, or a performance is missing or not finite
     * @throws org.onnxnet.graph.OnnxNetException if a network cannot be worked on; the message names its place
     */
    public static FeatureModel train(List<OnnxGraph> networks, double[] performance, long seed) {
        requireExamples(networks.size(), performance);
        float[][] rows = ParallelScoring.map(networks, Features::of, ProgressListener.NONE, new Cancellation())
                .toArray(float[][]::new);
        return trainOnFeatures(rows, performance, seed);
    }

    /**
     * Learns from features that are there already, as for several trainings on one set of networks.
     *
     * @param rows {@link Features#of} each network, 10 or more
     * @param performance of each, higher is better, all measured in the same way
     * @param seed equal arguments give an equal model
     * @throws IllegalArgumentException if there are too few rows, or a performance is missing or not finite
     */
    public static FeatureModel trainOnFeatures(float[][] rows, double[] performance, long seed) {
        return train("features", FeatureRegressor::fit, rows, performance, seed);
    }

    /**
     * Learns from one search space for use on another that looks different: from what lies on the paths of networks alone, which
     * means much the same everywhere. Inside the space {@link #trainOnFeatures} is better.
     *
     * @param rows {@link Features#of} each network, 10 or more
     * @param performance of each, higher is better, all measured in the same way
     * @param seed equal arguments give an equal model
     * @throws IllegalArgumentException if there are too few rows, or a performance is missing or not finite
     */
    public static FeatureModel trainOnPaths(float[][] rows, double[] performance, long seed) {
        return train("paths", FeatureRegressor::fitPaths, rows, performance, seed);
    }

    private static FeatureModel train(
            String name, HeldOut.Learner learner, float[][] rows, double[] performance, long seed) {
        requireExamples(rows.length, performance);
        HeldOut heldOut = HeldOut.measure(learner, rows, performance, seed);
        return new FeatureModel(
                learner.fit(rows, performance, seed),
                new FeatureModelSettings(name, rows.length, heldOut.noise(), heldOut.familiarity()));
    }

    /**
     * Learns from several search spaces for use on others. Only the order within each space counts; the score is a standardised
     * rank, about -1.7 to 1.7 in a space like those of the training.
     *
     * @param name for reports
     * @param spaces what to learn from
     * @param heldOut networks that are not among them, ten or more: the error is measured on these
     * @param seed equal arguments give an equal model
     * @throws IllegalArgumentException if there are too few networks, or a label is missing or not finite
     */
    public static FeatureModel trainAcross(String name, List<Examples> spaces, List<Examples> heldOut, long seed) {
        spaces.forEach(space -> requireExamples(space.size(), space.labels()));
        heldOut.forEach(space -> requireExamples(space.size(), space.labels()));
        if (spaces.isEmpty() || heldOut.isEmpty()) {
            throw new IllegalArgumentException(spaces.size() + " spaces to train on and " + heldOut.size()
                    + " to measure on, wanted one or more of each");
        }
        FeatureRegressor regressor = FeatureRegressor.fitAcross(spaces, seed);
        HeldOut measured = HeldOut.across(regressor, heldOut);
        int examples = spaces.stream().mapToInt(Examples::size).sum();
        return new FeatureModel(
                regressor, new FeatureModelSettings(name, examples, measured.noise(), measured.familiarity()));
    }

    private static void requireExamples(int networks, double[] performance) {
        if (networks != performance.length) {
            throw new IllegalArgumentException(
                    networks + " networks and " + performance.length + " performances, wanted one for each");
        }
        if (networks < FEWEST_EXAMPLES) {
            throw new IllegalArgumentException(
                    networks + " networks to train on, wanted " + FEWEST_EXAMPLES + " or more");
        }
        for (int i = 0; i < performance.length; i++) {
            if (!Double.isFinite(performance[i])) {
                throw new IllegalArgumentException(
                        "the performance of network " + i + " is " + performance[i] + ", wanted a finite number");
            }
        }
    }

    /**
     * Loads a model directory that {@link #save} wrote.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws org.onnxnet.predictor.checkpoint.InvalidCheckpointException if a file is damaged, or the model was trained on
     *     other features than this version counts
     */
    public static FeatureModel load(Path directory) throws IOException {
        return new FeatureModel(FeatureRegressor.read(directory), FeatureModelSettings.read(directory));
    }

    @Override
    public void save(Path directory) throws IOException {
        Files.createDirectories(directory);
        regressor.write(directory);
        settings.write(directory);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String description() {
        return "Trees, and a Gaussian process near the examples, on " + regressor.featureCount()
                + " structural features, trained on " + settings.examples() + " networks.";
    }

    @Override
    public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return ParallelScoring.score(
                graphs, graph -> regressor.predict(Features.of(graph)).performance(), progress, cancellation);
    }

    /**
     * Scores networks whose features are there already.
     *
     * @param rows {@link Features#of} each network
     * @return one score a row, as {@link #score(List)} gives them
     */
    public double[] scoreFeatures(float[][] rows) {
        return Arrays.stream(rows)
                .parallel()
                .mapToDouble(row -> regressor.predict(row).performance())
                .toArray();
    }

    @Override
    public List<Estimate> estimate(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return ParallelScoring.map(
                graphs,
                graph -> {
                    FeatureRegressor.Prediction prediction = regressor.predict(Features.of(graph));
                    boolean familiar = prediction.familiarity() >= settings.familiarity();
                    return new Estimate(prediction.performance(), settings.noise(), familiar);
                },
                progress,
                cancellation);
    }

    /** Does nothing: there is nothing to free. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return name() + ": " + description();
    }
}
