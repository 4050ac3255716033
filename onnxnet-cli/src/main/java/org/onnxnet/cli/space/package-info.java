/**
 * {@code onnxnet space}: one search space and its architectures, by their published names.
 */
@NullMarked
package org.onnxnet.cli.space;

import org.jspecify.annotations.NullMarked;
