/**
 * ModernBERT as an ONNX graph, built from a checkpoint without Python. Start at
 * {@link org.onnxnet.predictor.modernbert.ModernBertGraph}.
 */
@NullMarked
package org.onnxnet.predictor.modernbert;

import org.jspecify.annotations.NullMarked;
