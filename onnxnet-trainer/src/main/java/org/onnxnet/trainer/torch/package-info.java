/** The handful of things about libtorch that are not arithmetic: loading it, devices, and memory outside the Java heap. */
@NullMarked
package org.onnxnet.trainer.torch;

import org.jspecify.annotations.NullMarked;
