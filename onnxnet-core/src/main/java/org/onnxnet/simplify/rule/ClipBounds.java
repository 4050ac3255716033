package org.onnxnet.simplify.rule;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;

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

    /** Adds the Relu or Clip that keeps these bounds, in the form of the model's version. */
    Edit apply(Edit.Builder edit, Node root, String x, ElementType type, GraphView graph) {
        if (low == 0 && high == Double.POSITIVE_INFINITY) {
            return edit.add(new Node(root.name(), OpId.of("Relu"), List.of(x), root.outputs(), List.of()))
                    .build();
        }
        List<String> inputs = new ArrayList<>(List.of(x));
        List<Attribute> attributes = List.of();
        if (graph.opset() < 11) {
            attributes = List.of(Attribute.of("max", (float) high), Attribute.of("min", (float) low));
        } else {
            inputs.add(bound(edit, root, "min", low, type, graph));
            inputs.add(bound(edit, root, "max", high, type, graph));
            while (inputs.get(inputs.size() - 1).isEmpty()) {
                inputs.remove(inputs.size() - 1);
            }
        }
        return edit.add(new Node(root.name(), OpId.of("Clip"), inputs, root.outputs(), attributes))
                .build();
    }

    private static String bound(
            Edit.Builder edit, Node root, String suffix, double number, ElementType type, GraphView graph) {
        if (Double.isInfinite(number)) {
            return "";
        }
        String name = graph.freshName(root.output(0), suffix);
        Tensor one = Tensor.ofFloats(name, Shape.SCALAR, (float) number);
        if (type == ElementType.DOUBLE) {
            ByteBuffer raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            one = Tensor.ofRaw(
                    name, type, Shape.SCALAR, Bytes.wrap(raw.putDouble(number).array()));
        }
        edit.constant(one);
        return name;
    }
}
