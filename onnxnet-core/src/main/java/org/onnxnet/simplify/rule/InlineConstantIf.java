package org.onnxnet.simplify.rule;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Puts the branch that is always taken where the If stands.
 *
 * <pre>If(true)[then: Relu(x), else: Exp(x)] -> Relu(x)</pre>
 */
@RuleInfo(
        roots = "If",
        lossless = true,
        summary = "An If whose condition is constant becomes the nodes of the branch it takes.",
        example = "If(true) { then: Relu(x), else: Exp(x) } -> Relu(x)")
public final class InlineConstantIf implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        long[] condition = condition(node.input(0), graph);
        if (condition == null || condition.length != 1) {
            return Edit.unchanged();
        }
        String branch = condition[0] != 0 ? "then_branch" : "else_branch";
        return node.attribute(branch) instanceof Attribute.OfGraph body
                        && body.value().outputs().size() == node.outputs().size()
                ? Edit.because("the condition is always " + (condition[0] != 0))
                        .remove(node)
                        .inline(body.value())
                        .build()
                : Edit.unchanged();
    }

    private static long @Nullable [] condition(String value, GraphView graph) {
        long[] known = graph.longs(value);
        Tensor constant = graph.constant(value);
        return known != null || constant == null || constant.elementType() != ElementType.BOOL
                ? known
                : constant.toLongs();
    }
}
