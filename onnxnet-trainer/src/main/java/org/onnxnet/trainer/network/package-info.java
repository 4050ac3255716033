/**
 * Networks in libtorch, with derivatives: the same configurations, weight names and results as
 * {@code org.onnxnet.predictor.transformer}. Start at {@link org.onnxnet.trainer.network.Backbone}.
 */
@NullMarked
package org.onnxnet.trainer.network;

import org.jspecify.annotations.NullMarked;
