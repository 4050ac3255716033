package org.onnxnet.trainer;

import org.onnxnet.trainer.optimizer.AdamW;

/**
 * How long and how fast a network learns.
 *
 * @param epochs passes over the training set, 1 or more
 * @param batchSize rows of a step, 1 or more; losses on pairs want 2 or more
 * @param learningRate the highest one
 * @param endShare the last learning rate as a share of the highest, 0 to 1
 * @param warmupShare share of all steps in which the rate grows from 0, 0 to 1
 * @param power of the polynomial by which the rate falls; 1 for a straight line
 * @param clip the most that all derivatives together may be long, more than 0
 * @param adam constants of the optimizer
 */
public record Schedule(
        int epochs,
        int batchSize,
        double learningRate,
        double endShare,
        double warmupShare,
        double power,
        double clip,
        AdamW.Constants adam) {
    /** As in the authors' code: 5 epochs of batches of 16, rate 5e-5 falling to a tenth, 6 % warm-up, norm 1. */
    public static final Schedule PAPER = new Schedule(5, 16, 5e-5, 0.1, 0.06, 1, 1, AdamW.Constants.DEFAULT);

    public Schedule {
        if (epochs < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    epochs + " epochs of batches of " + batchSize + ", wanted 1 or more of each");
        }
        requireShare("endShare", endShare);
        requireShare("warmupShare", warmupShare);
        requirePositive("learningRate", learningRate);
        requirePositive("power", power);
        requirePositive("clip", clip);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", wanted 0 to 1");
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", wanted a positive number");
        }
    }

    public Schedule withEpochs(int epochs) {
        return new Schedule(epochs, batchSize, learningRate, endShare, warmupShare, power, clip, adam);
    }

    public Schedule withBatchSize(int batchSize) {
        return new Schedule(epochs, batchSize, learningRate, endShare, warmupShare, power, clip, adam);
    }

    public Schedule withLearningRate(double learningRate) {
        return new Schedule(epochs, batchSize, learningRate, endShare, warmupShare, power, clip, adam);
    }
}
