/**
 * Networks together with what was measured of them: those of a search space whose accuracies stand in a table, or files that
 * carry their own, as the networks of ONNX-Bench do.
 */
@NullMarked
package org.onnxnet.bench.measured;

import org.jspecify.annotations.NullMarked;
