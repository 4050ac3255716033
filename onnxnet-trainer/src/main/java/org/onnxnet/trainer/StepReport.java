package org.onnxnet.trainer;

/**
 * What a step did.
 *
 * @param step from 1
 * @param steps number of steps of the whole training
 * @param epoch from 1
 * @param loss of the batch, before the step
 * @param gradientNorm length of all derivatives together, before they were clipped
 * @param learningRate of the step
 * @param tokens of the batch, without padding
 * @param seconds the step took
 */
public record StepReport(
        long step,
        long steps,
        int epoch,
        double loss,
        double gradientNorm,
        double learningRate,
        long tokens,
        double seconds) {}
