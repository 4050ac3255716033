/** What a training starts from and what it leaves: model directories. Start at {@link org.onnxnet.trainer.start.Start}. */
@NullMarked
package org.onnxnet.trainer.start;

import org.jspecify.annotations.NullMarked;
