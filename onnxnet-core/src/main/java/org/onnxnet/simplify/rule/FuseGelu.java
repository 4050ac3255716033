package org.onnxnet.simplify.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Recognises <a href="https://onnx.ai/onnx/operators/onnx__Gelu.html">Gelu</a> in its exact form and its approximation.
 *
 * <pre>
 * 0.5 * x * (1 + Erf(x / sqrt(2)))                                -> Gelu(x)
 * 0.5 * x * (1 + Tanh(sqrt(2 / pi) * (x + 0.044715 * x * x * x))) -> Gelu[approximate=tanh](x)
 * </pre>
 */
@RuleInfo(
        roots = {"Mul", "Div"},
        lossless = false,
        summary = "The formula of Gelu, with Erf or with Tanh, becomes one node (opset 20 and later).",
        example = "0.5 * x * (1 + Erf(x / sqrt(2))) -> Gelu(x)")
public final class FuseGelu implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Product product = graph.opset() < 20 ? null : Product.of(node, graph);
        if (product == null || product.factors().size() != 2 || !product.hasCoefficient(0.5)) {
            return Edit.unchanged();
        }
        for (String sum : product.factors()) {
            Node add = graph.producer(sum, "Add");
            String x = product.otherThan(sum);
            String inner = add == null ? null : plus(add, 1, graph);
            Node function = inner == null ? null : graph.producer(inner);
            if (x != null && function != null && Operands.hasTypeOf(x, node.output(0), graph)) {
                if (function.is("Erf") && isScaled(function.input(0), x, Math.sqrt(0.5), graph)) {
                    return gelu(node, x, List.of());
                }
                if (function.is("Tanh") && isCubic(function.input(0), x, graph)) {
                    return gelu(node, x, List.of(Attribute.of("approximate", "tanh")));
                }
            }
        }
        return Edit.unchanged();
    }

    private static Edit gelu(Node node, String x, List<Attribute> attributes) {
        return Edit.replace(
                node,
                new Node(node.name(), OpId.of("Gelu"), List.of(x), node.outputs(), attributes),
                "the formula of Gelu");
    }

    /** The value to which a node adds a number, or null. */
    private static @Nullable String plus(Node add, double number, GraphView graph) {
        for (int slot = 0; slot < 2; slot++) {
            if (Operands.isScalar(add.input(slot), number, graph)) {
                return add.input(1 - slot);
            }
        }
        return null;
    }

    private static boolean isScaled(String value, String x, double factor, GraphView graph) {
        Node node = graph.producer(value);
        Product product = node == null ? null : Product.of(node, graph);
        return product != null && product.factors().equals(List.of(x)) && product.hasCoefficient(factor);
    }

    /** Whether a value is {@code sqrt(2 / pi) * (x + 0.044715 * x^3)}. */
    private static boolean isCubic(String value, String x, GraphView graph) {
        Node node = graph.producer(value);
        Product product = node == null ? null : Product.of(node, graph);
        if (product == null || product.factors().size() != 1 || !product.hasCoefficient(Math.sqrt(2 / Math.PI))) {
            return false;
        }
        Node sum = graph.producer(product.factors().get(0), "Add");
        if (sum == null || !sum.inputs().contains(x)) {
            return false;
        }
        Node term = graph.producer(sum.input(0).equals(x) ? sum.input(1) : sum.input(0));
        Product cube = term == null ? null : Product.of(term, graph);
        return cube != null && cube.hasCoefficient(0.044715) && isCube(cube.factors(), x, graph);
    }

    private static boolean isCube(List<String> factors, String x, GraphView graph) {
        if (factors.equals(List.of(x, x, x))) {
            return true;
        }
        Node power = factors.size() == 1 ? graph.producer(factors.get(0), "Pow") : null;
        return power != null && power.input(0).equals(x) && Operands.isScalar(power.input(1), 3, graph);
    }
}
