package org.onnxnet.simplify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/** The tensor of a <a href="https://onnx.ai/onnx/operators/onnx__Constant.html">Constant</a> node. */
public final class Constants {
    private Constants() {}

    /** The tensor that a Constant node makes, under the name of its output; null for a sparse one or another node. */
    public static @Nullable Tensor of(Node node) {
        if (!node.is("Constant")
                || node.attributes().size() != 1
                || node.outputs().size() != 1) {
            return null;
        }
        String name = node.output(0);
        Attribute attribute = node.attributes().get(0);
        if (attribute instanceof Attribute.OfTensor tensor) {
            return tensor.value().withName(name);
        } else if (attribute instanceof Attribute.OfInt number) {
            return Tensor.ofLongs(name, Shape.SCALAR, number.value());
        } else if (attribute instanceof Attribute.OfInts numbers) {
            return Tensor.ofLongs(
                    name, numbers.value().stream().mapToLong(Long::longValue).toArray());
        } else if (attribute instanceof Attribute.OfFloat number) {
            return Tensor.ofFloats(name, Shape.SCALAR, number.value());
        } else if (attribute instanceof Attribute.OfFloats numbers) {
            return floats(name, numbers.value());
        } else if (attribute instanceof Attribute.OfString text) {
            return strings(name, Shape.SCALAR, List.of(text.value()));
        } else if (attribute instanceof Attribute.OfStrings texts) {
            return strings(name, Shape.of(texts.value().size()), texts.value());
        }
        return null;
    }

    /** The Constant node that makes a tensor. */
    static Node node(Tensor tensor) {
        return new Node(
                "",
                OpId.of("Constant"),
                List.of(),
                List.of(tensor.name()),
                List.of(Attribute.of("value", tensor.withName(""))));
    }

    private static Tensor floats(String name, List<Float> values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.size() * 4).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(buffer::putFloat);
        return Tensor.ofRaw(name, ElementType.FLOAT, Shape.of(values.size()), Bytes.wrap(buffer.array()));
    }

    private static Tensor strings(String name, Shape shape, List<Bytes> values) {
        return new Tensor(name, ElementType.STRING, shape, new TensorData.Strings(values));
    }
}
