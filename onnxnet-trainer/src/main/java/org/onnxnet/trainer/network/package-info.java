/**
 * ModernBERT in libtorch, with derivatives: the same configuration, weight names and results as
 * {@code org.onnxnet.predictor.modernbert}. Start at {@link org.onnxnet.trainer.network.ModernBert}.
 */
@NullMarked
package org.onnxnet.trainer.network;

import org.jspecify.annotations.NullMarked;
