package org.onnxnet.simplify.rewrite;

import org.onnxnet.graph.Tensor;

/** A rewrite that starts from an initializer. */
public non-sealed interface ConstantRule extends Rule {
    /**
     * The edit that this rule proposes at an initializer, or {@link Edit#unchanged()}.
     *
     * @param constant an initializer that nothing can override
     */
    Edit apply(Tensor constant, GraphView graph);
}
