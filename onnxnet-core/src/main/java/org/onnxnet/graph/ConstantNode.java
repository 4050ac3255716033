package org.onnxnet.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tensor of a <a href="https://onnx.ai/onnx/operators/onnx__Constant.html">Constant</a> node. */
public final class ConstantNode {
    private ConstantNode() {}

    /** The node that makes a tensor, which gives its output its name. */
    public static Node of(Tensor tensor) {
        Attribute value = Attribute.of("value", tensor.withName(""));
        return new Node("", OpId.of("Constant"), List.of(), List.of(tensor.name()), List.of(value));
    }

    /**
     * The dense tensor that a node makes, with the name it has in the attribute; null where the node is no {@code Constant}, is
     * sparse, or takes a function's parameter.
     */
    public static @Nullable Tensor tensor(Node node) {
        return node.is("Constant")
                        && node.attributes().size() == 1
                        && node.outputs().size() == 1
                ? tensor(node.attributes().get(0))
                : null;
    }

    /** The dense tensor that stands in an attribute of a {@code Constant}; null for one of another kind. */
    public static @Nullable Tensor tensor(Attribute attribute) {
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
