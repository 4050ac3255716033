package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** <a href="https://onnx.ai/onnx/operators/onnx__Concat.html">Concat</a>. */
final class ConcatRule {
    private ConcatRule() {}

    static void register(RuleSet rules) {
        rules.add("Concat", 1, ConcatRule::infer);
    }

    /** The axis is 1 by default up to version 1 and must be given from 4 on. */
    private static void infer(NodeContext node) {
        ElementType type = null;
        for (int slot = 0; slot < node.inputCount() && type == null; slot++) {
            type = node.elementType(slot);
        }
        node.setTensor(0, type, null);
        List<Shape> shapes = node.shapes();
        if (shapes == null || shapes.isEmpty()) {
            Shape any = anyShape(node);
            node.setTensor(0, type, any == null || !node.followsValues() ? null : Shape.ofRank(any.rank()));
            return;
        }
        int rank = shapes.get(0).rank();
        int axis = NodeContext.axis(node.integer("axis", 1), rank);
        node.setTensor(0, type, joined(shapes, axis));
        List<SymbolicTensor> values = new ArrayList<>();
        for (int slot = 0; slot < node.inputCount(); slot++) {
            SymbolicTensor value = node.value(slot);
            if (value == null && type != null && SymbolicTensor.fits(type, shapes.get(slot))) {
                value = SymbolicTensor.filled(type, shapes.get(slot), Element.UNKNOWN);
            }
            if (value != null) {
                values.add(value);
            }
        }
        boolean informative =
                values.stream().anyMatch(v -> v.elements().stream().anyMatch(e -> e != Element.UNKNOWN));
        if (values.size() == shapes.size() && informative) {
            node.setContent(0, join(values, axis));
        }
    }

    private static @Nullable Shape anyShape(NodeContext node) {
        for (int slot = 0; slot < node.inputCount(); slot++) {
            Shape shape = node.shape(slot);
            if (shape != null) {
                return shape;
            }
        }
        return null;
    }

    /** The shape of tensors of these shapes, of which there is at least one, joined along an axis. */
    static Shape joined(List<Shape> shapes, int axis) {
        List<Dim> dims = new ArrayList<>(shapes.get(0).dims());
        for (Shape shape : shapes.subList(1, shapes.size())) {
            if (shape.rank() != dims.size()) {
                throw new CannotInferException("inputs of " + dims.size() + " and " + shape.rank() + " dimensions");
            }
            for (int i = 0; i < dims.size(); i++) {
                if (i == axis) {
                    dims.set(i, DimMath.sum(dims.get(i), shape.dim(i)));
                } else if (dims.get(i).isKnown()
                        && shape.dim(i).isKnown()
                        && !dims.get(i).equals(shape.dim(i))) {
                    throw new CannotInferException("inputs of " + dims.get(i) + " and " + shape.dim(i)
                            + " elements on axis " + i + " are joined on axis " + axis);
                } else {
                    dims.set(i, DimMath.merge(dims.get(i), shape.dim(i)));
                }
            }
        }
        return new Shape(dims);
    }

    /** The tensors joined along an axis; null where the result is too large. */
    static @Nullable SymbolicTensor join(List<SymbolicTensor> parts, int axis) {
        SymbolicTensor first = parts.get(0);
        Shape shape = joined(parts.stream().map(SymbolicTensor::shape).toList(), axis);
        if (!SymbolicTensor.fits(first.elementType(), shape)) {
            return null;
        }
        long blocks = Shape.of(Arrays.copyOf(shape.toLongs(), axis)).elementCount();
        List<Element> elements = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            for (SymbolicTensor part : parts) {
                int size = (int) (part.size() / blocks);
                elements.addAll(part.elements().subList(block * size, (block + 1) * size));
            }
        }
        return SymbolicTensor.of(first.elementType(), shape, elements);
    }
}
