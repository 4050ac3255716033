/** The rewrites of the simplifier, one class each; {@link org.onnxnet.simplify.rule.Rules} lists them all. */
@NullMarked
package org.onnxnet.simplify.rule;

import org.jspecify.annotations.NullMarked;
