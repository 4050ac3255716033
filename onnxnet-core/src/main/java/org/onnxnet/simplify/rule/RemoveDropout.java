package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;
import org.onnxnet.simplify.rewrite.Training;

/**
 * Removes a <a href="https://onnx.ai/onnx/operators/onnx__Dropout.html">Dropout</a> that does not train and whose mask nobody
 * reads.
 *
 * <pre>Relu(Dropout(x)) -> Relu(x)</pre>
 */
@RuleInfo(
        roots = "Dropout",
        lossless = true,
        summary = "A Dropout outside training gives what it reads; its mask must be unused.",
        example = "Relu(Dropout(x, ratio)) -> Relu(x)")
public final class RemoveDropout implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        if (Training.isTraining(node, graph) || (node.hasOutput(1) && graph.useCount(node.output(1)) > 0)) {
            return Edit.unchanged();
        }
        return Edit.bypass(node, node.input(0), "not in training, and the mask is not read");
    }
}
