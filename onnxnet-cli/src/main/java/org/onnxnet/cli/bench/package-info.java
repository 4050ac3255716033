/**
 * {@code onnxnet bench}: what spaces and their accuracies amount to, one class a subcommand.
 */
@NullMarked
package org.onnxnet.cli.bench;

import org.jspecify.annotations.NullMarked;
