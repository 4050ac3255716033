package org.onnxnet.trainer;

import org.onnxnet.trainer.objective.MaskedObjective;

/**
 * What one pass over texts without labels brought.
 *
 * @param epoch from 1
 * @param steps number of steps since the beginning of the training
 * @param loss mean over the batches of the epoch, in nats per token that was to be guessed
 * @param validation guesses in the validation texts; NaN where there are none
 */
public record PretrainingReport(int epoch, long steps, double loss, MaskedObjective.Quality validation) {}
