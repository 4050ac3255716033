/**
 * Ranks networks without training them.
 *
 * <p>Start at {@link org.onnxnet.predictor.Predictor}: it scores networks and gives a
 * {@link org.onnxnet.predictor.Ranking}. How well it ranks is measured with
 * {@link org.onnxnet.predictor.metric.Metrics}. No parameter and no result is null.
 */
@NullMarked
package org.onnxnet.predictor;

import org.jspecify.annotations.NullMarked;
