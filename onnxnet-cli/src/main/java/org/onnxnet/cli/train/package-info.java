/** {@code onnxnet train} and {@code onnxnet evaluate}: making language models, and measuring them. */
@NullMarked
package org.onnxnet.cli.train;

import org.jspecify.annotations.NullMarked;
