/**
 * The {@code onnxnet} command: one class a subcommand, registered in {@link org.onnxnet.cli.Main}; those about search
 * spaces are in packages below. A command turns its arguments into calls of the library and results into text or JSON on
 * standard output; everything else (progress, errors, notes) goes to standard error.
 *
 * <p>Exit codes: 0 success, 1 bad input with one line that says what was wrong, 2 wrong usage.
 */
@NullMarked
package org.onnxnet.cli;

import org.jspecify.annotations.NullMarked;
