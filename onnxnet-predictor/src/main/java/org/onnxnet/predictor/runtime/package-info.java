/**
 * Runs the network of a checkpoint in ONNX Runtime: where it runs ({@link org.onnxnet.predictor.runtime.Device}), which texts
 * run together ({@link org.onnxnet.predictor.runtime.BatchPlan}), and how a run is stopped.
 */
@NullMarked
package org.onnxnet.predictor.runtime;

import org.jspecify.annotations.NullMarked;
