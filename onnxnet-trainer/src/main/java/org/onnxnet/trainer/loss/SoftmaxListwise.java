package org.onnxnet.trainer.loss;

import java.util.random.RandomGenerator;

/**
 * The cross-entropy between {@code softmax(y / temperature)} and {@code softmax(s)} over the rows of a group; groups count by
 * their rows.
 *
 * @param temperature of the labels, more than 0, in their unit
 * @see <a href="https://doi.org/10.1145/1273496.1273513">ListNet, Cao et al. 2007</a>
 */
public record SoftmaxListwise(double temperature) implements Loss {
    public SoftmaxListwise {
        Positive.require("temperature", temperature);
    }

    /** With the temperature 0.25. */
    public SoftmaxListwise() {
        this(0.25);
    }

    @Override
    public Gradient of(Scores batch, RandomGenerator random) {
        return PolyListwise.of(batch, temperature, 0);
    }
}
