package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.CANONICAL;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;

/**
 * Makes one bound of two in a row.
 *
 * <pre>
 * Clip(Clip(x, 0, 8), -1, 6) -> Clip(x, 0, 6)
 * Clip(Relu(x), 0, 6)        -> Clip(x, 0, 6)
 * Relu(Clip(x, 0, 6))        -> Clip(x, 0, 6)
 * </pre>
 */
@RuleInfo(
        roots = {"Clip", "Relu"},
        mode = CANONICAL,
        summary = "Clip and Relu in a row, with constant bounds, are one Clip or Relu; -0 may become +0.",
        example = "Clip(Relu(x), 0, 6) -> Clip(x, 0, 6)")
public final class MergeClips implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node first = graph.producer(node.input(0));
        ElementType type = graph.elementType(node.input(0));
        if (first == null
                || !graph.isUsedOnce(node.input(0))
                || (type != ElementType.FLOAT && type != ElementType.DOUBLE)) {
            return Edit.unchanged();
        }
        ClipBounds inner = ClipBounds.of(first, graph);
        ClipBounds outer = ClipBounds.of(node, graph);
        if (inner == null || outer == null || inner.low() > inner.high() || outer.low() > outer.high()) {
            return Edit.unchanged();
        }
        ClipBounds both = inner.then(outer);
        Edit.Builder edit = Edit.because("together they keep " + both.low() + " to " + both.high())
                .remove(node)
                .remove(first);
        String x = first.input(0);
        if (both.low() == 0 && both.high() == Double.POSITIVE_INFINITY) {
            return edit.add(new Node(node.name(), OpId.of("Relu"), List.of(x), node.outputs(), List.of()))
                    .build();
        }
        return graph.opset() < 11 ? withAttributes(edit, node, x, both) : withInputs(edit, node, x, both, type, graph);
    }

    private static Edit withAttributes(Edit.Builder edit, Node node, String x, ClipBounds bounds) {
        List<Attribute> attributes =
                List.of(Attribute.of("max", (float) bounds.high()), Attribute.of("min", (float) bounds.low()));
        return edit.add(new Node(node.name(), OpId.of("Clip"), List.of(x), node.outputs(), attributes))
                .build();
    }

    private static Edit withInputs(
            Edit.Builder edit, Node node, String x, ClipBounds bounds, ElementType type, GraphView graph) {
        List<String> inputs = new ArrayList<>(List.of(x));
        inputs.add(bound(edit, node, "min", bounds.low(), type, graph));
        inputs.add(bound(edit, node, "max", bounds.high(), type, graph));
        while (inputs.get(inputs.size() - 1).isEmpty()) {
            inputs.remove(inputs.size() - 1);
        }
        return edit.add(new Node(node.name(), OpId.of("Clip"), inputs, node.outputs(), List.of()))
                .build();
    }

    private static String bound(
            Edit.Builder edit, Node node, String suffix, double number, ElementType type, GraphView graph) {
        if (Double.isInfinite(number)) {
            return "";
        }
        String name = graph.freshName(node.output(0), suffix);
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
