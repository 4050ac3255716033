/**
 * Ranks networks without training them.
 *
 * <p>Start at {@link org.onnxnet.predictor.Predictor}: it scores networks and gives a
 * {@link org.onnxnet.predictor.Ranking}. {@link org.onnxnet.predictor.Baseline} holds the predictors that need no
 * training; how well any of them ranks is measured with {@link org.onnxnet.predictor.metric.Metrics}. No parameter and no
 * result is null.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.bundled()) {
 *     Ranking<OnnxGraph> ranking = predictor.rank(candidates);
 *     OnnxGraph best = ranking.best();
 * }
 * }</pre>
 */
@NullMarked
package org.onnxnet.predictor;

import org.jspecify.annotations.NullMarked;
