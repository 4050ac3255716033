/** Texts to tokens to scores: the tokenizer, what happens to texts that are too long, and the cache of scores. */
@NullMarked
package org.onnxnet.predictor.text;

import org.jspecify.annotations.NullMarked;
