/** How weights follow their derivatives. Start at {@link org.onnxnet.trainer.optimizer.AdamW}. */
@NullMarked
package org.onnxnet.trainer.optimizer;

import org.jspecify.annotations.NullMarked;
