package org.onnxnet.predictor;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.OnnxNetException;

/** Scores networks on all cores, each by itself. */
final class ParallelScoring {
    private ParallelScoring() {}

    /** One score per network, in order. */
    static double[] score(List<OnnxGraph> graphs, ToDoubleFunction<OnnxGraph> scoreOf) {
        List<OnnxGraph> copy = List.copyOf(graphs);
        return IntStream.range(0, copy.size())
                .parallel()
                .mapToDouble(index -> score(copy.get(index), index, scoreOf))
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
