package org.onnxnet.simplify.fold;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/**
 * One node with its constant inputs.
 *
 * @param type the element type of the output
 * @param shape the static shape of the output
 */
record Call(Node node, List<@Nullable Tensor> inputs, ElementType type, Shape shape, long opset) {

    @Nullable
    Tensor input(int slot) {
        return slot < inputs.size() ? inputs.get(slot) : null;
    }

    /** The elements of an integer input; null where it is left out. */
    long @Nullable [] longs(int slot) {
        Tensor tensor = input(slot);
        return tensor == null || !tensor.elementType().isInteger() ? null : tensor.toLongs();
    }

    int count() {
        return Math.toIntExact(shape.elementCount());
    }

    /** Whether the elements have whole bytes, so that they can be moved. */
    static boolean isMovable(@Nullable Tensor tensor) {
        return tensor != null && tensor.elementType().bits() >= 8;
    }
}
