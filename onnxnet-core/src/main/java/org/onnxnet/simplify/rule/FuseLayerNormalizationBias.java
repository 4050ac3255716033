package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Gives a LayerNormalization the bias that is added to it.
 *
 * <pre>Add(LayerNormalization(x, scale), bias) -> LayerNormalization(x, scale, bias)</pre>
 */
@RuleInfo(
        roots = "Add",
        lossless = false,
        summary = "An Add that alone reads a LayerNormalization becomes its bias, if it has the shape of its scale.",
        example = "Add(LayerNormalization(x, scale), bias) -> LayerNormalization(x, scale, bias)")
public final class FuseLayerNormalizationBias implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        for (int slot = 0; slot < 2; slot++) {
            Node norm = graph.producer(node.input(slot), "LayerNormalization");
            String bias = node.input(1 - slot);
            if (norm != null
                    && norm.inputs().size() == 2
                    && norm.outputs().size() == 1
                    && graph.isUsedOnce(norm.output(0))
                    && Operands.hasTypeOf(bias, norm.input(1), graph)) {
                Node whole = norm.withInputs(List.of(norm.input(0), norm.input(1), bias))
                        .withOutputs(node.outputs());
                return Edit.because("a LayerNormalization can add it")
                        .remove(node)
                        .remove(norm)
                        .add(whole)
                        .build();
            }
        }
        return Edit.unchanged();
    }
}
