/**
 * Model directories of Hugging Face's {@code transformers} as they lie on disk: {@code config.json} and
 * {@code model.safetensors}, read and written without Python. Start at {@link org.onnxnet.predictor.checkpoint.Checkpoint}.
 */
@NullMarked
package org.onnxnet.predictor.checkpoint;

import org.jspecify.annotations.NullMarked;
