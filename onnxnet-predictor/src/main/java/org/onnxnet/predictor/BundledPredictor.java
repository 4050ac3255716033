package org.onnxnet.predictor;

import java.util.List;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.runtime.Cancellation;

/** What {@link Predictor#bundled()} gives. */
final class BundledPredictor implements Predictor {
    private final Predictor ranking = Baseline.PARAMS;

    @Override
    public String name() {
        return ranking.name();
    }

    @Override
    public String description() {
        return ranking.description() + " It stands in for a trained model: this release bundles none.";
    }

    @Override
    public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return ranking.score(graphs, progress, cancellation);
    }

    @Override
    public void close() {
        ranking.close();
    }

    @Override
    public String toString() {
        return name() + ": " + description();
    }
}
