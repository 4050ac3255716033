/** Ranks by several objectives at once: a good score, few parameters, few operations. */
@NullMarked
package org.onnxnet.predictor.objective;

import org.jspecify.annotations.NullMarked;
