package org.onnxnet.simplify.rewrite;

import org.onnxnet.graph.Node;

/** A rewrite that starts from a node. */
public non-sealed interface NodeRule extends Rule {
    /**
     * The edit that this rule proposes at a node, or {@link Edit#unchanged()}.
     *
     * @param node of an operator that {@link RuleInfo#roots} names, defined by the operator table at the model's version; or
     *     any node for {@link RuleInfo#ANY}
     */
    Edit apply(Node node, GraphView graph);
}
