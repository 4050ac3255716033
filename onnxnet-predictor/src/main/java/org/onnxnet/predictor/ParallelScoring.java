package org.onnxnet.predictor;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.runtime.Cancellation;

/** Scores networks on all cores, each by itself. */
final class ParallelScoring {
    private ParallelScoring() {}

    /** One score per network, in order. */
    static double[] score(
            List<OnnxGraph> graphs,
            ToDoubleFunction<OnnxGraph> scoreOf,
            ProgressListener progress,
            Cancellation cancellation) {
        List<OnnxGraph> copy = List.copyOf(graphs);
        AtomicInteger done = new AtomicInteger();
        return IntStream.range(0, copy.size())
                .parallel()
                .mapToDouble(index -> {
                    cancellation.throwIfCancelled();
                    double score = score(copy.get(index), index, scoreOf);
                    synchronized (done) {
                        progress.progress(done.incrementAndGet(), copy.size());
                    }
                    return score;
                })
                .toArray();
    }

    private static double score(OnnxGraph graph, int index, ToDoubleFunction<OnnxGraph> scoreOf) {
        try {
            return scoreOf.applyAsDouble(graph);
        } catch (OnnxNetException e) {
            throw new OnnxNetException("network at index " + index + ": " + e.getMessage(), e);
        }
    }
}
