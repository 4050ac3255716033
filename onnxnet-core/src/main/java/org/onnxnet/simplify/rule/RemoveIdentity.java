package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a copy.
 *
 * <pre>Relu(Identity(x)) -> Relu(x)</pre>
 */
@RuleInfo(
        roots = "Identity",
        lossless = true,
        summary = "An Identity gives what it reads.",
        example = "Relu(Identity(x)) -> Relu(x)")
public final class RemoveIdentity implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        return Edit.bypass(node, node.input(0), "an Identity gives what it reads");
    }
}
