package org.onnxnet.predictor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.runtime.Cancellation;

/**
 * Says which networks will be better without training them. Safe to share between threads; {@link #close()} may be called
 * twice.
 *
 * <p>A higher score is better; scores of different predictors have different units and do not compare. A network's score
 * depends on nothing but the network and the predictor: not on the others of the call, nor on their order. It is NaN where
 * the predictor cannot judge the network.
 */
public interface Predictor extends AutoCloseable {
    /** A short name for reports, such as {@code params}. */
    String name();

    /** One sentence that says what the score is and where it comes from. */
    String description();

    /**
     * Scores networks.
     *
     * @return one score per network in the order given, a new array
     * @throws org.onnxnet.graph.OnnxNetException if a network cannot be worked on; the message names its place
     */
    default double[] score(List<OnnxGraph> graphs) {
        return score(graphs, ProgressListener.NONE, new Cancellation());
    }

    /**
     * Scores networks, and can be watched and stopped.
     *
     * @param progress hears how many have been scored
     * @param cancellation another thread may use it to stop the call
     * @return one score per network in the order given, a new array
     * @throws org.onnxnet.graph.OnnxNetException if a network cannot be worked on; the message names its place
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation);

    /**
     * Scores networks on a thread of its own. Cancelling the future stops the work, also in the middle of a network.
     *
     * @param progress hears how many have been scored, on that thread or one of its helpers
     */
    default CompletableFuture<double[]> scoreAsync(List<OnnxGraph> graphs, ProgressListener progress) {
        return Background.run(cancellation -> score(graphs, progress, cancellation));
    }

    /** Scores one network; several at once are faster. */
    default double score(OnnxGraph graph) {
        return score(List.of(graph))[0];
    }

    /** Orders networks, best first. Equal scores keep the order given; networks without a score come last. */
    default Ranking<OnnxGraph> rank(List<OnnxGraph> candidates) {
        return rank(candidates, Function.identity());
    }

    /**
     * Orders objects of the caller's own by the networks they stand for.
     *
     * @param graphOf gives the network of a candidate; called once for each, in order
     */
    default <T> Ranking<T> rank(List<T> candidates, Function<? super T, OnnxGraph> graphOf) {
        List<OnnxGraph> graphs = candidates.stream().<OnnxGraph>map(graphOf).toList();
        return Ranking.of(name(), candidates, score(graphs));
    }

    /** {@link #rank(List, Function)} on a thread of its own. Cancelling the future stops the work. */
    default <T> CompletableFuture<Ranking<T>> rankAsync(
            List<T> candidates, Function<? super T, OnnxGraph> graphOf, ProgressListener progress) {
        return Background.run(cancellation -> {
            List<OnnxGraph> graphs = candidates.stream().<OnnxGraph>map(graphOf).toList();
            return Ranking.of(name(), candidates, score(graphs, progress, cancellation));
        });
    }

    /**
     * Scores networks, and says how far the scores can be trusted.
     *
     * @return one for each network, in order
     * @throws org.onnxnet.graph.OnnxNetException if a network cannot be worked on; the message names its place
     */
    default List<Estimate> estimate(List<OnnxGraph> graphs) {
        return estimate(graphs, ProgressListener.NONE, new Cancellation());
    }

    /**
     * {@link #estimate(List)} that can be watched and stopped.
     *
     * @param progress hears how many have been scored
     * @param cancellation another thread may use it to stop the call
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    default List<Estimate> estimate(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return Arrays.stream(score(graphs, progress, cancellation))
                .mapToObj(score -> new Estimate(score, Double.NaN, true))
                .toList();
    }

    /**
     * How likely the first of two networks is the better one.
     *
     * @return 0 to 1; 0.5 where the predictor cannot tell. One that does not know its error says 0, 0.5 or 1
     */
    default double compare(OnnxGraph first, OnnxGraph second) {
        List<Estimate> estimates = estimate(List.of(first, second));
        return estimates.get(0).probabilityBetterThan(estimates.get(1));
    }

    /**
     * The first {@code k} of {@link #rank(List)}, or all where there are fewer.
     *
     * @param k 0 or more
     */
    default Ranking<OnnxGraph> topK(List<OnnxGraph> candidates, int k) {
        return topK(candidates, k, Function.identity());
    }

    /**
     * The first {@code k} of {@link #rank(List, Function)}, or all where there are fewer.
     *
     * @param k 0 or more
     */
    default <T> Ranking<T> topK(List<T> candidates, int k, Function<? super T, OnnxGraph> graphOf) {
        return rank(candidates, graphOf).top(k);
    }

    /**
     * The best {@code k} of any number of candidates, of which few are in memory at a time.
     *
     * @param k 0 or more
     */
    default <T> Ranking<T> topK(Iterator<T> candidates, int k, Function<? super T, OnnxGraph> graphOf) {
        return StreamRanking.top(this, candidates, k, graphOf);
    }

    /**
     * Saves the predictor into a directory that {@link #load} takes; it is made if need be.
     *
     * @throws IOException if a file cannot be written
     * @throws UnsupportedOperationException if this kind of predictor has no form as files
     */
    default void save(Path directory) throws IOException {
        throw new UnsupportedOperationException(name() + " has no form as files, wanted one of "
                + Arrays.stream(ModelKind.values()).map(ModelKind::label).toList());
    }

    /** Frees what the predictor holds. */
    @Override
    void close();

    /**
     * The predictor to use where none is chosen: a feature model, trained on search spaces with public accuracies. Its score is
     * a standardised rank. It is loaded with the first call and stays; closing it does nothing.
     *
     * @throws IllegalStateException if the library is neither a folder nor a jar on disk, or was packed without its resources
     */
    static Predictor bundled() {
        return BundledModel.INSTANCE;
    }

    /**
     * Loads a model directory of any kind with the settings it was trained with, for the processor.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws org.onnxnet.graph.OnnxNetException if a file is damaged or they do not fit each other
     */
    static Predictor load(Path directory) throws IOException {
        return load(directory, languageModel -> {});
    }

    /**
     * Loads a model directory of any kind; what it holds of language models, alone or in an ensemble or a cascade, runs as the caller
     * says: {@code Predictor.load(directory, model -> model.device(Device.cuda(0)))}.
     *
     * @param settings of each language model; is not called where there is none
     * @throws IOException if a file is missing or cannot be read
     * @throws org.onnxnet.graph.OnnxNetException if a file is damaged, they do not fit each other, or the device is not there
     */
    static Predictor load(Path directory, Consumer<LanguageModelBuilder> settings) throws IOException {
        return switch (ModelKind.of(directory)) {
            case LANGUAGE_MODEL -> {
                LanguageModelBuilder builder = LanguageModel.builder(directory);
                settings.accept(builder);
                yield builder.build();
            }
            case FEATURES -> FeatureModel.load(directory);
            case ENSEMBLE -> Ensemble.load(directory, settings);
            case CASCADE -> Cascade.load(directory, settings);
            case BASELINE -> Baseline.load(directory);
            case NWOT -> Nwot.load(directory);
        };
    }
}
