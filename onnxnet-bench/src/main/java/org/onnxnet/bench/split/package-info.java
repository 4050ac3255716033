/**
 * Which architectures a predictor is trained on and which it is validated on: random rows in the order of scikit-learn, whole
 * groups, sources, and the splits of the ONNX-Net paper. Start at {@code Splits} and {@code PaperSplit}.
 */
@NullMarked
package org.onnxnet.bench.split;

import org.jspecify.annotations.NullMarked;
