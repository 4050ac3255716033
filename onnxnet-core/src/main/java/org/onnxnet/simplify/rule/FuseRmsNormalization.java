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
import org.onnxnet.simplify.rule.NormalizationFormula.Variance;

/**
 * Recognises <a href="https://onnx.ai/onnx/operators/onnx__RMSNormalization.html">RMSNormalization</a>, which is there from
 * version 23 on.
 *
 * <pre>
 * x / Sqrt(ReduceMean(x^2) + epsilon) * scale             -> RMSNormalization(x, scale)
 * x * Reciprocal(Sqrt(ReduceMean(x^2) + epsilon)) * scale -> RMSNormalization(x, scale)
 * </pre>
 */
@RuleInfo(
        roots = "Mul",
        lossless = false,
        summary = "The formula of RMSNormalization becomes one node (opset 23 and later).",
        example = "x / Sqrt(ReduceMean(x^2) + epsilon) * scale -> RMSNormalization(x, scale)")
public final class FuseRmsNormalization implements NodeRule {
    /** A value over a root. */
    private record Quotient(String x, String root) {}

    @Override
    public Edit apply(Node node, GraphView graph) {
        for (int slot = 0; slot < 2 && graph.opset() >= 23; slot++) {
            Node inner = graph.producer(node.input(slot));
            if (inner != null && graph.isUsedOnce(node.input(slot))) {
                for (int factor = 0; factor < 2; factor++) {
                    Quotient quotient = quotient(inner, factor, graph);
                    Edit edit = quotient == null
                            ? Edit.unchanged()
                            : normalization(node, quotient, node.input(1 - slot), graph);
                    if (!edit.isUnchanged()) {
                        return edit;
                    }
                }
            }
        }
        return Edit.unchanged();
    }

    /** A quotient, or a product of which the other factor is one over something. */
    private static @Nullable Quotient quotient(Node node, int factor, GraphView graph) {
        if (node.is("Div")) {
            return factor == 0 ? new Quotient(node.input(0), node.input(1)) : null;
        }
        Node inverse = node.is("Mul") ? graph.producer(node.input(1 - factor)) : null;
        if (inverse == null) {
            return null;
        }
        if (inverse.is("Reciprocal")) {
            return new Quotient(node.input(factor), inverse.input(0));
        }
        return inverse.is("Div") && Operands.isScalar(inverse.input(0), 1, graph)
                ? new Quotient(node.input(factor), inverse.input(1))
                : null;
    }

    private static Edit normalization(Node node, Quotient quotient, String scale, GraphView graph) {
        Variance variance = NormalizationFormula.underRoot(quotient.root(), graph);
        Integer axis = variance == null ? null : NormalizationFormula.firstAxis(variance.mean(), graph);
        if (variance == null
                || axis == null
                || !NormalizationFormula.isSquareOf(variance.mean().input(0), quotient.x(), graph)
                || !NormalizationFormula.isScale(scale, quotient.x(), axis, graph)
                || !Operands.hasRankOf(quotient.x(), node.output(0), graph)) {
            return Edit.unchanged();
        }
        List<Attribute> attributes =
                List.of(Attribute.of("axis", axis), Attribute.of("epsilon", (float) variance.epsilon()));
        return Edit.replace(
                node,
                new Node(
                        node.name(),
                        OpId.of("RMSNormalization"),
                        List.of(quotient.x(), scale),
                        node.outputs(),
                        attributes),
                "the formula of RMSNormalization");
    }
}
