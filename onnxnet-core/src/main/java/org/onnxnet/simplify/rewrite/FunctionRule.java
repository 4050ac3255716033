package org.onnxnet.simplify.rewrite;

import org.onnxnet.graph.Function;

/** A rewrite that starts from a model-local function. */
public non-sealed interface FunctionRule extends Rule {
    /** The edit that this rule proposes at a function, or {@link Edit#unchanged()}. */
    Edit apply(Function function, GraphView graph);
}
