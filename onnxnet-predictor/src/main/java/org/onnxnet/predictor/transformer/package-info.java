/**
 * Networks as ONNX graphs, built from checkpoints without Python. Start at
 * {@link org.onnxnet.predictor.transformer.ClassifierGraph}.
 */
@NullMarked
package org.onnxnet.predictor.transformer;

import org.jspecify.annotations.NullMarked;
