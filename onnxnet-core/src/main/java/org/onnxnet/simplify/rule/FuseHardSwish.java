package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Recognises <a href="https://onnx.ai/onnx/operators/onnx__HardSwish.html">HardSwish</a>.
 *
 * <pre>
 * x * HardSigmoid[alpha=1/6, beta=0.5](x) -> HardSwish(x)
 * x * Clip(x + 3, 0, 6) / 6               -> HardSwish(x)
 * </pre>
 */
@RuleInfo(
        roots = {"Mul", "Div"},
        lossless = false,
        summary = "The formula of HardSwish, with HardSigmoid or with Clip, becomes one node (opset 14 and later).",
        example = "x * Clip(x + 3, 0, 6) / 6 -> HardSwish(x)")
public final class FuseHardSwish implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Product product = graph.opset() < 14 ? null : Product.of(node, graph);
        if (product == null || product.factors().size() != 2) {
            return Edit.unchanged();
        }
        for (String gate : product.factors()) {
            String x = product.otherThan(gate);
            Node function = graph.producer(gate);
            if (x != null
                    && function != null
                    && Operands.hasTypeOf(x, node.output(0), graph)
                    && (isSigmoidGate(function, x, product) || isClipGate(function, x, product, graph))) {
                return Edit.replace(
                        node,
                        new Node(node.name(), OpId.of("HardSwish"), List.of(x), node.outputs(), List.of()),
                        "the formula of HardSwish");
            }
        }
        return Edit.unchanged();
    }

    private static boolean isSigmoidGate(Node function, String x, Product product) {
        return function.is("HardSigmoid")
                && function.input(0).equals(x)
                && product.hasCoefficient(1)
                && Math.abs(function.floatAttribute("alpha", 0.2f) - 1 / 6.0) < 1e-4
                && function.floatAttribute("beta", 0.5f) == 0.5f;
    }

    private static boolean isClipGate(Node function, String x, Product product, GraphView graph) {
        ClipBounds bounds = function.is("Clip") ? ClipBounds.of(function, graph) : null;
        Node sum = bounds == null ? null : graph.producer(function.input(0), "Add");
        return bounds != null
                && bounds.low() == 0
                && bounds.high() == 6
                && product.hasCoefficient(1 / 6.0)
                && sum != null
                && sum.inputs().contains(x)
                && sum.inputs().stream().anyMatch(input -> Operands.isScalar(input, 3, graph));
    }
}
