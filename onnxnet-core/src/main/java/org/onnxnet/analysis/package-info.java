/**
 * What a network amounts to: its size, its cost, its picture.
 *
 * <p>Start at {@link org.onnxnet.analysis.NetworkStatistics}. {@link org.onnxnet.analysis.Parameters} says which inputs of
 * a graph are weights, for files that leave the weights out; {@link org.onnxnet.analysis.Dot} draws a graph. Everything
 * here only looks: a caller that wants the figures of the simplified network simplifies first. No parameter and no result
 * is null unless it is marked {@code @Nullable}.
 */
@NullMarked
package org.onnxnet.analysis;

import org.jspecify.annotations.NullMarked;
