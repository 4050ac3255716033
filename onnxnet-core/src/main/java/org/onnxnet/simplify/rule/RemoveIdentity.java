package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.LOSSLESS;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;

/**
 * Removes a copy.
 *
 * <pre>Relu(Identity(x)) -> Relu(x)</pre>
 */
@RuleInfo(
        roots = "Identity",
        mode = LOSSLESS,
        summary = "An Identity gives what it reads.",
        example = "Relu(Identity(x)) -> Relu(x)")
public final class RemoveIdentity implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        return Edit.bypass(node, node.input(0), "an Identity gives what it reads");
    }
}
