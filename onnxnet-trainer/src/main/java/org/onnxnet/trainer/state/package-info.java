/** What a training needs to go on after it was killed, and the log it keeps. Start at {@link org.onnxnet.trainer.state.StateStore}. */
@NullMarked
package org.onnxnet.trainer.state;

import org.jspecify.annotations.NullMarked;
