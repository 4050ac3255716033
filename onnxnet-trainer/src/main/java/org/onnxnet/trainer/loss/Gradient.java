package org.onnxnet.trainer.loss;

import java.util.Arrays;

/**
 * A loss and how it changes with each score.
 *
 * @param loss 0 or more
 * @param slopes derivative of the loss by each score
 */
@SuppressWarnings("ArrayRecordComponent") // made and used up by the hundred in every step
public record Gradient(double loss, double[] slopes) {
    /** Nothing is wrong, or there is nothing to compare. */
    static Gradient none(int size) {
        return new Gradient(0, new double[size]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gradient that && loss == that.loss && Arrays.equals(slopes, that.slopes);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(loss) ^ 31 * Arrays.hashCode(slopes);
    }

    @Override
    public String toString() {
        return "loss " + loss + ", slopes " + Arrays.toString(slopes);
    }
}
