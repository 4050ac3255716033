/**
 * What a rule sees and says: a {@link org.onnxnet.simplify.rewrite.Rule} looks at one node, initializer or function through a
 * {@link org.onnxnet.simplify.rewrite.GraphView} and proposes an {@link org.onnxnet.simplify.rewrite.Edit}.
 */
@NullMarked
package org.onnxnet.simplify.rewrite;

import org.jspecify.annotations.NullMarked;
