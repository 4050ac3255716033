/**
 * Training of the language models that score networks: from a checkpoint of Hugging Face or from nothing, to a directory that
 * {@code Predictor.load} and {@code transformers} take. Start at {@link org.onnxnet.trainer.Trainer}, and for texts without labels
 * at {@link org.onnxnet.trainer.Pretrainer}.
 */
@NullMarked
package org.onnxnet.trainer;

import org.jspecify.annotations.NullMarked;
