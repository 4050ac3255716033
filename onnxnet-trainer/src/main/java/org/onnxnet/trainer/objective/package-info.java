/** What a network is trained for. Start at {@link org.onnxnet.trainer.objective.Objective}. */
@NullMarked
package org.onnxnet.trainer.objective;

import org.jspecify.annotations.NullMarked;
