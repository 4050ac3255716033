/** Simplifies many models, runs them before and after in ONNX Runtime, and prints a table. */
@NullMarked
package org.onnxnet.scoreboard;

import org.jspecify.annotations.NullMarked;
