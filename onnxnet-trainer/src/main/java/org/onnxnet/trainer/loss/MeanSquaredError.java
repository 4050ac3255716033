package org.onnxnet.trainer.loss;

import java.util.random.RandomGenerator;

/** {@code mean((s - y)^2)}. */
public record MeanSquaredError() implements Loss {
    @Override
    public Gradient of(Scores batch, RandomGenerator random) {
        int size = batch.size();
        double[] slopes = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double error = batch.scores()[i] - batch.labels()[i];
            sum += error * error;
            slopes[i] = 2 * error / size;
        }
        return new Gradient(sum / size, slopes);
    }
}
