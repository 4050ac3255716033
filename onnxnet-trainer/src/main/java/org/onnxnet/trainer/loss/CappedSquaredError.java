package org.onnxnet.trainer.loss;

import java.util.random.RandomGenerator;

/**
 * {@code min(mean((s - y)^2), cap)}. The cap is on the loss of the whole batch, so a batch above it teaches nothing.
 *
 * @param cap more than 0, in squared units of the labels
 */
public record CappedSquaredError(double cap) implements Loss {
    public CappedSquaredError {
        Positive.require("cap", cap);
    }

    /** With the cap 10. */
    public CappedSquaredError() {
        this(10);
    }

    @Override
    public Gradient of(Scores batch, RandomGenerator random) {
        Gradient exact = new MeanSquaredError().of(batch, random);
        return exact.loss() > cap ? new Gradient(cap, new double[batch.size()]) : exact;
    }
}
