package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;
import org.onnxnet.simplify.rule.NormalizationFormula.Variance;

/**
 * Recognises <a href="https://onnx.ai/onnx/operators/onnx__LayerNormalization.html">LayerNormalization</a>, over the last axes.
 *
 * <pre>
 * d = x - ReduceMean(x), d / Sqrt(ReduceMean(d * d) + epsilon) * scale -> LayerNormalization(x, scale)
 * </pre>
 */
@RuleInfo(
        roots = "Mul",
        lossless = false,
        summary = "The formula of LayerNormalization becomes one node (opset 17 and later).",
        example = "(x - mean) / Sqrt(ReduceMean((x - mean)^2) + epsilon) * scale -> LayerNormalization(x, scale)")
public final class FuseLayerNormalization implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        if (graph.opset() < 17) {
            return Edit.unchanged();
        }
        for (int slot = 0; slot < 2; slot++) {
            Node quotient = graph.producer(node.input(slot), "Div");
            Edit edit =
                    quotient == null ? Edit.unchanged() : normalization(node, quotient, node.input(1 - slot), graph);
            if (!edit.isUnchanged()) {
                return edit;
            }
        }
        return Edit.unchanged();
    }

    private static Edit normalization(Node node, Node quotient, String scale, GraphView graph) {
        Node difference = graph.producer(quotient.input(0), "Sub");
        Variance variance = NormalizationFormula.underRoot(quotient.input(1), graph);
        Node mean = difference == null ? null : graph.producer(difference.input(1), "ReduceMean");
        if (difference == null || variance == null || mean == null) {
            return Edit.unchanged();
        }
        String x = difference.input(0);
        Integer axis = NormalizationFormula.firstAxis(mean, graph);
        if (axis == null
                || !mean.input(0).equals(x)
                || !axis.equals(NormalizationFormula.firstAxis(variance.mean(), graph))
                || !NormalizationFormula.isSquareOf(variance.mean().input(0), difference.output(0), graph)
                || !NormalizationFormula.isScale(scale, x, axis, graph)
                || !Operands.hasRankOf(x, node.output(0), graph)) {
            return Edit.unchanged();
        }
        List<Attribute> attributes =
                List.of(Attribute.of("axis", axis), Attribute.of("epsilon", (float) variance.epsilon()));
        return Edit.replace(
                node,
                new Node(node.name(), OpId.of("LayerNormalization"), List.of(x, scale), node.outputs(), attributes),
                "the formula of LayerNormalization");
    }
}
