package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a transposition that leaves every axis where it is.
 *
 * <pre>Transpose[perm=0,1,2](x) -> x</pre>
 */
@RuleInfo(
        roots = "Transpose",
        lossless = true,
        summary = "A Transpose that moves no axis gives its input.",
        example = "Relu(Transpose[perm=0,1](x)) -> Relu(x)")
public final class RemoveNoOpTranspose implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        List<Long> perm = Permutation.of(node, graph);
        return perm != null && Permutation.isIdentity(perm)
                ? Edit.bypass(node, node.input(0), "the permutation moves nothing")
                : Edit.unchanged();
    }
}
