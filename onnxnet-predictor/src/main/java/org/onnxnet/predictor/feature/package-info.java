/** Predicts performance from what can be counted in a network. */
@NullMarked
package org.onnxnet.predictor.feature;

import org.jspecify.annotations.NullMarked;
