package org.onnxnet.predictor;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.runtime.Cancellation;

/** Works on networks on all cores, each by itself. */
final class ParallelScoring {
    private ParallelScoring() {}

    /** One score per network, in order. */
    static double[] score(
            List<OnnxGraph> graphs,
            ToDoubleFunction<OnnxGraph> scoreOf,
            ProgressListener progress,
            Cancellation cancellation) {
        return map(graphs, scoreOf::applyAsDouble, progress, cancellation).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /**
     * One result per network, in order.
     *
     * @throws OnnxNetException if a network cannot be worked on; the message names its place
     */
    static <R> List<R> map(
            List<OnnxGraph> graphs, Function<OnnxGraph, R> work, ProgressListener progress, Cancellation cancellation) {
        List<OnnxGraph> copy = List.copyOf(graphs);
        AtomicInteger done = new AtomicInteger();
        return IntStream.range(0, copy.size())
                .parallel()
                .mapToObj(index -> {
                    cancellation.throwIfCancelled();
                    R result = work(copy.get(index), index, work);
                    synchronized (done) {
                        progress.progress(done.incrementAndGet(), copy.size());
                    }
                    return result;
                })
                .toList();
    }

    private static <R> R work(OnnxGraph graph, int index, Function<OnnxGraph, R> work) {
        try {
            return work.apply(graph);
        } catch (OnnxNetException e) {
            throw new OnnxNetException("network at index " + index + ": " + e.getMessage(), e);
        }
    }
}
