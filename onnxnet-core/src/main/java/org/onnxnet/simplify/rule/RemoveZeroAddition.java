package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes the addition of zero, which differs from its input only in the sign of zero.
 *
 * <pre>Add(x, 0) -> x      Add(0, x) -> x      Sub(x, -0) -> x</pre>
 */
@RuleInfo(
        roots = {"Add", "Sub"},
        lossless = false,
        summary = "Adding zero gives the other operand, if that has the result's shape; -0 stays -0.",
        example = "Relu(Add(x, 0)) -> Relu(x)")
public final class RemoveZeroAddition implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        for (int slot = node.is("Add") ? 0 : 1; slot < 2; slot++) {
            String other = node.input(1 - slot);
            String zero = node.input(slot);
            if ((UniformTensor.isAll(zero, 0.0, graph) || UniformTensor.isAll(zero, -0.0, graph))
                    && Operands.hasTypeOf(other, node.output(0), graph)) {
                return Edit.bypass(node, other, "the other operand is 0");
            }
        }
        return Edit.unchanged();
    }
}
