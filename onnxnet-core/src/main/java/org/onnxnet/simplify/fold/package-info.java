/**
 * Computes small tensors: the operators whose results the ONNX standard and IEEE 754 fix to the bit. Start at
 * {@link org.onnxnet.simplify.fold.Evaluator}.
 */
@NullMarked
package org.onnxnet.simplify.fold;

import org.jspecify.annotations.NullMarked;
