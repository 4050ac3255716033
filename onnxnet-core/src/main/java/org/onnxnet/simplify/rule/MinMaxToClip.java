package org.onnxnet.simplify.rule;

import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Writes a Min or Max with one constant number as a Clip, or as a Relu.
 *
 * <pre>
 * Min(x, 6) -> Clip(x, , 6)
 * Max(x, 0) -> Relu(x)
 * </pre>
 */
@RuleInfo(
        roots = {"Min", "Max"},
        lossless = false,
        summary = "A Min or Max with one constant number is a Clip or Relu; -0 may become +0.",
        example = "Min(Max(x, 0), 6) -> Clip(x, 0, 6)")
public final class MinMaxToClip implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        ElementType type = graph.elementType(node.output(0));
        // Before version 8 a Min or Max did not broadcast.
        if (node.inputs().size() != 2
                || graph.opset() < 8
                || (type != ElementType.FLOAT && type != ElementType.DOUBLE)
                || (type == ElementType.DOUBLE && graph.opset() < 11)) {
            return Edit.unchanged();
        }
        for (int slot = 0; slot < 2; slot++) {
            String x = node.input(slot);
            Double number = Operands.scalar(node.input(1 - slot), graph);
            if (number != null
                    && !number.isNaN()
                    && !number.isInfinite()
                    && graph.constant(x) == null
                    && Operands.hasTypeOf(x, node.output(0), graph)) {
                ClipBounds bounds = node.is("Min")
                        ? new ClipBounds(Double.NEGATIVE_INFINITY, number)
                        : new ClipBounds(number, Double.POSITIVE_INFINITY);
                return bounds.apply(
                        Edit.because("one operand is always " + number).remove(node), node, x, type, graph);
            }
        }
        return Edit.unchanged();
    }
}
