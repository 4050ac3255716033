/**
 * What training makes small: functions of the scores and labels of a batch, with their derivatives. They know nothing of the
 * network. Start at {@link org.onnxnet.trainer.loss.Loss}.
 */
@NullMarked
package org.onnxnet.trainer.loss;

import org.jspecify.annotations.NullMarked;
