/**
 * What every command says in the same way: JSON, the one line of an error, the bar of long work.
 */
@NullMarked
package org.onnxnet.cli.output;

import org.jspecify.annotations.NullMarked;
