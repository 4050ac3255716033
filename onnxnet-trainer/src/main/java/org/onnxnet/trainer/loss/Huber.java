package org.onnxnet.trainer.loss;

import java.util.random.RandomGenerator;

/**
 * The mean of {@code e^2 / 2} where the error {@code e = |s - y|} is at most {@code delta}, and {@code delta (e - delta / 2)}
 * beyond.
 *
 * @param delta more than 0, in units of the labels
 */
public record Huber(double delta) implements Loss {
    public Huber {
        Positive.require("delta", delta);
    }

    /** With the delta 5. */
    public Huber() {
        this(5);
    }

    @Override
    public Gradient of(Scores batch, RandomGenerator random) {
        int size = batch.size();
        double[] slopes = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double error = batch.scores()[i] - batch.labels()[i];
            double bounded = Math.max(-delta, Math.min(delta, error));
            sum += bounded * (error - bounded / 2);
            slopes[i] = bounded / size;
        }
        return new Gradient(sum / size, slopes);
    }
}
