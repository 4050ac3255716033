package org.onnxnet.simplify.rule;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.GraphView;

/** The bounds of a <a href="https://onnx.ai/onnx/operators/onnx__Clip.html">Clip</a> or Relu; infinite where there is none. */
record ClipBounds(double low, double high) {

    /** The bounds of a node that are constant numbers; null where one is not, or where the node is neither Clip nor Relu. */
    static @Nullable ClipBounds of(Node node, GraphView graph) {
        if (node.is("Relu")) {
            return new ClipBounds(0, Double.POSITIVE_INFINITY);
        }
        if (!node.is("Clip")) {
            return null;
        }
        if (graph.opset() < 11) {
            return new ClipBounds(
                    node.floatAttribute("min", Float.NEGATIVE_INFINITY),
                    node.floatAttribute("max", Float.POSITIVE_INFINITY));
        }
        Double low =
                node.hasInput(1) ? Operands.scalar(node.input(1), graph) : Double.valueOf(Double.NEGATIVE_INFINITY);
        Double high =
                node.hasInput(2) ? Operands.scalar(node.input(2), graph) : Double.valueOf(Double.POSITIVE_INFINITY);
        return low == null || high == null || low.isNaN() || high.isNaN() ? null : new ClipBounds(low, high);
    }

    /** What two clips in a row do to numbers: the second has the last word where they do not overlap. */
    ClipBounds then(ClipBounds second) {
        return new ClipBounds(second.clip(low), second.clip(high));
    }

    private double clip(double number) {
        return Math.min(Math.max(number, low), high);
    }
}
