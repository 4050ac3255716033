/** What is learnt from, and in which portions. Start at {@link org.onnxnet.trainer.data.LabelledText}. */
@NullMarked
package org.onnxnet.trainer.data;

import org.jspecify.annotations.NullMarked;
