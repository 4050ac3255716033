package org.onnxnet.trainer;

import org.onnxnet.trainer.evaluation.Evaluation;

/**
 * What one pass over the training set brought.
 *
 * @param epoch from 1
 * @param steps number of steps since the beginning of the training
 * @param loss mean over the batches of the epoch
 * @param validation figures on the validation set, if there is one
 * @param test figures on the test set, if there is one
 */
public record EpochReport(int epoch, long steps, double loss, Evaluation validation, Evaluation test) {}
