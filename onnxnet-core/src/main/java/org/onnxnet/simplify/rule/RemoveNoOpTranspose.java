package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.LOSSLESS;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;

/**
 * Removes a transposition that leaves every axis where it is.
 *
 * <pre>Transpose[perm=0,1,2](x) -> x</pre>
 */
@RuleInfo(
        roots = "Transpose",
        mode = LOSSLESS,
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
