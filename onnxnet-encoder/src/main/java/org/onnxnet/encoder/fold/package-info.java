/**
 * Folds what repeats in a sequence of statements into definitions with parameters, and unfolds it again. Knows nothing of
 * networks: a statement is text.
 */
@NullMarked
package org.onnxnet.encoder.fold;

import org.jspecify.annotations.NullMarked;
