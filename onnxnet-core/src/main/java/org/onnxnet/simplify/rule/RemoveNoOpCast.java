package org.onnxnet.simplify.rule;

import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes a cast to the type that is there already.
 *
 * <pre>Cast[to=FLOAT](x: FLOAT) -> x</pre>
 */
@RuleInfo(
        roots = {"Cast", "CastLike"},
        lossless = true,
        summary = "A Cast to the type of its input gives its input.",
        example = "Relu(Cast[to=FLOAT](x)) where x is FLOAT -> Relu(x)")
public final class RemoveNoOpCast implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        ElementType from = graph.elementType(node.input(0));
        ElementType to = graph.elementType(node.output(0));
        return from != null && from != ElementType.UNDEFINED && from == to
                ? Edit.bypass(node, node.input(0), "the input is " + from + " already")
                : Edit.unchanged();
    }
}
