package org.onnxnet.simplify.fold;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;

/** Arrays to raw elements. */
final class Elements {
    private Elements() {}

    /** Integers and truth values, cut to the width of the type; null for types of less than a byte and for floats. */
    static @Nullable Bytes encode(ElementType type, long[] values) {
        if (type.bits() < 8 || (!type.isInteger() && type != ElementType.BOOL)) {
            return null;
        }
        int width = type.bits() / 8;
        byte[] raw = new byte[values.length * width];
        for (int i = 0; i < values.length; i++) {
            for (int b = 0; b < width; b++) {
                raw[i * width + b] = (byte) (values[i] >> (8 * b));
            }
        }
        return Bytes.wrap(raw);
    }

    /**
     * Floats and doubles; null where a result is NaN, of which the bits are not fixed, and for other types: a runtime that has no
     * arithmetic of 16 bits does a chain of operators in 32 and rounds at its end, not after each.
     */
    static @Nullable Bytes encode(ElementType type, double[] values) {
        if (type != ElementType.FLOAT && type != ElementType.DOUBLE) {
            return null;
        }
        ByteBuffer raw = ByteBuffer.allocate(values.length * type.bits() / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (Double.isNaN(value)) {
                return null;
            }
            if (type == ElementType.FLOAT) {
                raw.putFloat((float) value);
            } else {
                raw.putDouble(value);
            }
        }
        return Bytes.wrap(raw.array());
    }
}
