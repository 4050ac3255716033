package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.LOSSLESS;

import org.onnxnet.graph.Node;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;
import org.onnxnet.simplify.Training;

/**
 * Removes a <a href="https://onnx.ai/onnx/operators/onnx__Dropout.html">Dropout</a> that does not train and whose mask nobody
 * reads.
 *
 * <pre>Relu(Dropout(x)) -> Relu(x)</pre>
 */
@RuleInfo(
        roots = "Dropout",
        mode = LOSSLESS,
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
