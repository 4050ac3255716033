package org.onnxnet.predictor;

import java.util.List;
import java.util.function.Function;
import org.onnxnet.OnnxGraph;

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
    double[] score(List<OnnxGraph> graphs);

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

    /** Frees what the predictor holds. */
    @Override
    void close();

    /**
     * The predictor to use where none is chosen. This release has no trained model to bundle, so it is the parameter count,
     * and its description says so.
     */
    static Predictor bundled() {
        return new BundledPredictor();
    }
}
