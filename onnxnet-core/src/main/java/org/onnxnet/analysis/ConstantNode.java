package org.onnxnet.analysis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/** Reads {@code Constant} nodes, see https://onnx.ai/onnx/operators/onnx__Constant.html. */
final class ConstantNode {
    private ConstantNode() {}

    /** The dense tensor that a node defines; null where it is no {@code Constant}, is sparse, or takes a function's parameter. */
    static @Nullable Tensor tensor(Node node) {
        if (!node.is("Constant")
                || node.attributes().size() != 1
                || node.outputs().size() != 1) {
            return null;
        }
        Attribute attribute = node.attributes().get(0);
        if (attribute instanceof Attribute.OfTensor one) {
            return one.value();
        }
        if (attribute instanceof Attribute.OfInt one) {
            return Tensor.ofLongs("", Shape.SCALAR, one.value());
        }
        if (attribute instanceof Attribute.OfInts many) {
            return Tensor.ofLongs(
                    "", many.value().stream().mapToLong(Long::longValue).toArray());
        }
        if (attribute instanceof Attribute.OfFloat one) {
            return Tensor.ofFloats("", Shape.SCALAR, one.value());
        }
        if (attribute instanceof Attribute.OfFloats many) {
            return floats(many.value());
        }
        if (attribute instanceof Attribute.OfString one) {
            return strings(Shape.SCALAR, List.of(one.value()));
        }
        return attribute instanceof Attribute.OfStrings many
                ? strings(Shape.of(many.value().size()), many.value())
                : null;
    }

    private static Tensor floats(List<Float> values) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(raw::putFloat);
        return Tensor.ofRaw("", ElementType.FLOAT, Shape.of(values.size()), Bytes.wrap(raw.array()));
    }

    private static Tensor strings(Shape shape, List<Bytes> values) {
        return new Tensor("", ElementType.STRING, shape, new TensorData.Strings(values));
    }
}
