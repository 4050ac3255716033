package org.onnxnet.simplify.rule;

import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Removes arithmetic with a constant that changes no bit. {@code x + 0} is not among it: it turns -0 into +0.
 *
 * <pre>
 * Mul(x, 1) -> x      Div(x, 1) -> x      Sub(x, 0) -> x      Add(x, -0.0) -> x      Pow(x, 1) -> x
 * And(x, true) -> x   Or(x, false) -> x   Add(i, 0) -> i for integers
 * </pre>
 */
@RuleInfo(
        roots = {"Mul", "Div", "Add", "Sub", "Pow", "And", "Or"},
        lossless = true,
        summary = "Arithmetic with a neutral constant gives the other operand, if that has the result's shape.",
        example = "Relu(Mul(x, 1)) -> Relu(x)")
public final class RemoveUnitOperand implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        boolean commutes = !node.is("Div") && !node.is("Sub") && !node.is("Pow");
        if (isNeutral(node, node.input(1), graph) && Operands.hasTypeOf(node.input(0), node.output(0), graph)) {
            return Edit.bypass(node, node.input(0), "the other operand is neutral");
        }
        if (commutes
                && isNeutral(node, node.input(0), graph)
                && Operands.hasTypeOf(node.input(1), node.output(0), graph)) {
            return Edit.bypass(node, node.input(1), "the other operand is neutral");
        }
        return Edit.unchanged();
    }

    private static boolean isNeutral(Node node, String operand, GraphView graph) {
        ElementType type = graph.elementType(operand);
        if (type == null) {
            return false;
        }
        return switch (node.op().type()) {
            case "Mul", "Div", "Pow" -> UniformTensor.isAll(operand, 1.0, graph);
            case "Sub", "Or" -> UniformTensor.isAll(operand, 0.0, graph);
            case "Add" -> UniformTensor.isAll(operand, type.isFloat() ? -0.0 : 0.0, graph);
            default -> UniformTensor.isAll(operand, 1.0, graph);
        };
    }
}
