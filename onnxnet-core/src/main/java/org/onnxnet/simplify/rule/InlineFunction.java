package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Puts the body of a local function where it is called. A call stays where an operator of the body means something else at
 * the operator set version of the model than at that of the function, and where functions call each other in a circle.
 *
 * <pre>my.domain:Twice(x) with Twice(a) = Add(a, a) -> Add(x, x)</pre>
 */
@RuleInfo(
        roots = RuleInfo.ANY,
        lossless = true,
        summary = "A call of a local function becomes the nodes of its body, if they mean the same in the model.",
        example = "my.domain:Twice(x) where Twice(a) = Add(a, a) -> Add(x, x)")
public final class InlineFunction implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Function function = graph.function(node);
        return function == null
                ? Edit.unchanged()
                : Edit.because("the call does what function " + function.id() + " does")
                        .remove(node)
                        .inline(function.toGraph(node))
                        .build();
    }
}
