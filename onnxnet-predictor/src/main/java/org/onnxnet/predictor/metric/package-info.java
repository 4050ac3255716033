/**
 * How well predicted scores order networks: rank correlations, errors and what the first picks are worth.
 *
 * <p>Start at {@link org.onnxnet.predictor.metric.Metrics}. All figures take two arrays of one length, what was predicted
 * and what is true, where higher is better in both. Values that compare equal with {@code ==} are tied, so {@code 0.0} and
 * {@code -0.0} are. NaN values are refused. No parameter and no result is null.
 */
@NullMarked
package org.onnxnet.predictor.metric;

import org.jspecify.annotations.NullMarked;
