package org.onnxnet.trainer.objective;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a network is trained for.
 *
 * @param <E> what it learns from
 */
public interface Objective<E> {
    /**
     * Adds the derivatives of the loss of a batch to those of the weights.
     *
     * @param random for what a batch leaves to chance
     * @return the loss
     */
    double backward(List<E> batch, RandomGenerator random);

    /** What to call a row in a message. */
    String nameOf(E row);
}
