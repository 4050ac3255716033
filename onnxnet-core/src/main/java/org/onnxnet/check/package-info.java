/**
 * Says what is wrong with a model. Start at {@link org.onnxnet.check.ModelChecker}; it throws nothing and returns all that it
 * finds as {@link org.onnxnet.check.Problem}s.
 */
@NullMarked
package org.onnxnet.check;

import org.jspecify.annotations.NullMarked;
