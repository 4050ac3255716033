/** How good a network is in the middle of its training. Start at {@link org.onnxnet.trainer.evaluation.Evaluation}. */
@NullMarked
package org.onnxnet.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
