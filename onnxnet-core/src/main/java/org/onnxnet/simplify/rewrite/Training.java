package org.onnxnet.simplify.rewrite;

import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;

/**
 * Tells the training forms of <a href="https://onnx.ai/onnx/operators/onnx__Dropout.html">Dropout</a> and
 * <a href="https://onnx.ai/onnx/operators/onnx__BatchNormalization.html">BatchNormalization</a> from their inference forms,
 * which every version writes in another way.
 */
public final class Training {
    private Training() {}

    /** Whether a node trains, or may: a Dropout whose mode is an input that is not constant does. */
    public static boolean isTraining(Node node, GraphView graph) {
        if (node.is("Dropout")) {
            return isTrainingDropout(node, graph);
        }
        return node.is("BatchNormalization") && isTrainingBatchNormalization(node, graph.opset());
    }

    private static boolean isTrainingDropout(Node node, GraphView graph) {
        if (graph.opset() < 7) {
            return node.intAttribute("is_test", 0) == 0;
        }
        if (graph.opset() < 12 || !node.hasInput(2)) {
            return false;
        }
        Tensor mode = graph.constant(node.input(2));
        return mode == null
                || mode.elementType() != ElementType.BOOL
                || mode.elementCount() != 1
                || mode.toLongs()[0] != 0;
    }

    private static boolean isTrainingBatchNormalization(Node node, long opset) {
        if (opset >= 14) {
            return node.intAttribute("training_mode", 0) != 0;
        }
        // Up to version 13 the number of outputs chose the mode, up to version 6 an attribute did.
        return opset < 7 ? node.intAttribute("is_test", 0) == 0 : node.outputs().size() > 1;
    }
}
