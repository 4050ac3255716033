/** {@code onnxnet experiment}: how well predictors rank what was really measured. */
@NullMarked
package org.onnxnet.cli.experiment;

import org.jspecify.annotations.NullMarked;
