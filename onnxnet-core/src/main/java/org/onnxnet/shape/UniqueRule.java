package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/**
 * <a href="https://onnx.ai/onnx/operators/onnx__Unique.html">Unique</a>: the distinct elements, or slices along an axis, and
 * three vectors: where each is first met, which of them each input element is, and how often each occurs.
 */
final class UniqueRule {
    private UniqueRule() {}

    static void infer(NodeContext node) {
        Shape input = node.shape(0);
        SymbolicTensor value = node.value(0);
        boolean flat = !node.hasAttribute("axis");
        Dim distinct = Dim.UNKNOWN;
        Dim all = Dim.UNKNOWN;
        node.setTensor(0, node.elementType(0), null);
        if (flat) {
            distinct = value == null || !value.isKnown() ? Dim.UNKNOWN : Dim.of(new HashSet<>(value.elements()).size());
            all = input == null ? Dim.UNKNOWN : DimMath.count(input);
            node.setTensor(0, node.elementType(0), new Shape(List.of(known(node, distinct))));
        } else if (input != null) {
            int axis = NodeContext.axis(node.integer("axis", 0), input.rank());
            distinct = slices(value, axis);
            List<Dim> dims = new ArrayList<>(input.dims());
            all = dims.set(axis, known(node, distinct));
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
        node.setTensor(1, ElementType.INT64, new Shape(List.of(known(node, distinct))));
        node.setTensor(2, ElementType.INT64, new Shape(List.of(known(node, all))));
        node.setTensor(3, ElementType.INT64, new Shape(List.of(known(node, distinct))));
    }

    // The reference implementation leaves all counts open.
    private static Dim known(NodeContext node, Dim dim) {
        return node.followsValues() ? dim : Dim.UNKNOWN;
    }

    private static Dim slices(@Nullable SymbolicTensor value, int axis) {
        if (value == null || !value.isKnown()) {
            return Dim.UNKNOWN;
        }
        Set<List<Element>> distinct = new HashSet<>();
        long count = value.shape().toLongs()[axis];
        for (int i = 0; i < count; i++) {
            distinct.add(SliceMath.take(value, axis, List.of(i)).elements());
        }
        return Dim.of(distinct.size());
    }
}
