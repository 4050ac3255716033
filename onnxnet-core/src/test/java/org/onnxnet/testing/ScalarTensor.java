package org.onnxnet.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/** Tensors of one number. */
final class ScalarTensor {
    private ScalarTensor() {}

    /** A tensor of rank 0. */
    static Tensor of(String name, ElementType type, double value) {
        ByteBuffer raw = ByteBuffer.allocate(Math.toIntExact(type.byteSize(1))).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT -> raw.putFloat((float) value);
            case DOUBLE -> raw.putDouble(value);
            case BOOL, INT8, UINT8 -> raw.put((byte) value);
            case INT32 -> raw.putInt((int) value);
            case INT64 -> raw.putLong((long) value);
            default -> throw new IllegalArgumentException("a scalar of type " + type + " is not supported");
        }
        return Tensor.ofRaw(name, type, Shape.SCALAR, Bytes.wrap(raw.array()));
    }
}
