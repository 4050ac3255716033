package org.onnxnet.simplify.rule;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.simplify.rewrite.GraphView;

/** Whether all elements of a constant are one number, to the bit. Reads no further than the first that is not. */
final class UniformTensor {
    private static final int CHUNK = 64 << 10;

    private UniformTensor() {}

    /** Whether a value is a constant, or made by a ConstantOfShape, whose elements all are {@code number}. */
    static boolean isAll(String value, double number, GraphView graph) {
        Tensor constant = graph.constant(value);
        Tensor tensor = constant == null ? madeBy(value, graph) : constant;
        return tensor != null && isAll(tensor, number);
    }

    /** Whether every element equals {@code number}; zeros of another sign do not. Empty tensors and small floats have none. */
    static boolean isAll(Tensor tensor, double number) {
        byte[] element = bytes(tensor.elementType(), number);
        if (element.length == 0 || tensor.elementCount() == 0) {
            return false;
        }
        ByteSource source = source(tensor);
        if (source.size() != tensor.byteSize()) {
            return false;
        }
        for (long offset = 0; offset < source.size(); offset += CHUNK) {
            int length = (int) Math.min(CHUNK, source.size() - offset);
            ByteBuffer chunk = source.read(offset, length).asBuffer();
            for (int i = 0; i < length; i++) {
                if (chunk.get(i) != element[i % element.length]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The one element of the floats that a ConstantOfShape makes; null where another node writes the value. */
    static @Nullable Tensor madeBy(String value, GraphView graph) {
        Node node = graph.producer(value, "ConstantOfShape");
        if (node == null) {
            return null;
        }
        Tensor number = node.attribute("value") instanceof Attribute.OfTensor given
                ? given.value()
                : Tensor.ofFloats("", Shape.of(1), 0);
        boolean isFloat = number.elementType() == ElementType.FLOAT || number.elementType() == ElementType.DOUBLE;
        return isFloat && number.elementCount() == 1 ? number : null;
    }

    private static ByteSource source(Tensor tensor) {
        if (tensor.data() instanceof TensorData.External external) {
            return external.bytes();
        }
        if (tensor.data() instanceof TensorData.Encoded encoded
                && (encoded.layout() == TensorData.Layout.RAW
                        || encoded.layout() == TensorData.Layout.FLOAT_DATA
                        || encoded.layout() == TensorData.Layout.DOUBLE_DATA)) {
            return encoded.bytes();
        }
        return tensor.toRawBytes();
    }

    private static byte[] bytes(ElementType type, double number) {
        long bits = switch (type) {
            case FLOAT -> Float.floatToRawIntBits((float) number);
            case DOUBLE -> Double.doubleToRawLongBits(number);
            case FLOAT16 -> half(number);
            case BFLOAT16 -> Float.floatToRawIntBits((float) number) >>> 16;
            default -> (long) number;
        };
        boolean fits = type.isInteger() || type == ElementType.BOOL || (type.isFloat() && type.bits() >= 16);
        byte[] bytes = new byte[fits && type.bits() >= 8 ? type.bits() / 8 : 0];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits >> (8 * i));
        }
        return bytes;
    }

    /** Of the numbers that are asked for here: 1 and the two zeros. */
    private static long half(double number) {
        return number == 0 ? (1 / number < 0 ? 0x8000 : 0) : number == 1 ? 0x3C00 : -1;
    }
}
