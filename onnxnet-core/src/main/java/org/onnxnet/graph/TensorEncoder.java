package org.onnxnet.graph;

/** Turns arrays into the raw layout of {@code TensorProto}: elements of any width, one after the other, low bits first. */
final class TensorEncoder {
    private final ElementType type;
    private final byte[] raw;
    private int next;

    private TensorEncoder(ElementType type, int elements) {
        this.type = type;
        this.raw = new byte[Math.toIntExact(type.byteSize(elements))];
    }

    static Bytes integers(ElementType type, long[] values) {
        if (!type.isInteger() && type != ElementType.BOOL) {
            throw new IllegalArgumentException(type + " is no type of integers");
        }
        TensorEncoder encoder = new TensorEncoder(type, values.length);
        for (long value : values) {
            encoder.checkRange(value);
            encoder.put(value);
        }
        return Bytes.wrap(encoder.raw);
    }

    static Bytes reals(ElementType type, double[] values) {
        TensorEncoder encoder = new TensorEncoder(type, values.length);
        for (double value : values) {
            encoder.put(pattern(type, value));
        }
        return Bytes.wrap(encoder.raw);
    }

    private void checkRange(long value) {
        boolean isUnsigned = type == ElementType.BOOL || type.name().startsWith("U");
        int valueBits = type == ElementType.BOOL ? 1 : isUnsigned ? type.bits() : type.bits() - 1;
        long beyond = valueBits >= 63 ? 0 : isUnsigned || value >= 0 ? value >> valueBits : ~value >> valueBits;
        if (beyond != 0) {
            throw new IllegalArgumentException(value + " does not fit " + type);
        }
    }

    private void put(long pattern) {
        int width = type.bits();
        for (int bit = 0; bit < width; ) {
            int at = next + bit;
            int free = Math.min(8 - at % 8, width - bit);
            raw[at / 8] |= (byte) ((pattern >> bit & ((1L << free) - 1)) << (at % 8));
            bit += free;
        }
        next += width;
    }

    private static long pattern(ElementType type, double value) {
        return switch (type) {
            case FLOAT -> Float.floatToRawIntBits((float) value);
            case DOUBLE -> Double.doubleToRawLongBits(value);
            case BFLOAT16 -> bfloat16(value);
            case FLOAT8E8M0 -> powerOfTwo(value);
            case FLOAT16 -> SmallFloat.FLOAT16.encode(value);
            case FLOAT8E4M3FN -> SmallFloat.E4M3FN.encode(value);
            case FLOAT8E4M3FNUZ -> SmallFloat.E4M3FNUZ.encode(value);
            case FLOAT8E5M2 -> SmallFloat.E5M2.encode(value);
            case FLOAT8E5M2FNUZ -> SmallFloat.E5M2FNUZ.encode(value);
            case FLOAT4E2M1 -> SmallFloat.E2M1.encode(value);
            case FLOAT6E2M3 -> SmallFloat.E2M3.encode(value);
            case FLOAT6E3M2 -> SmallFloat.E3M2.encode(value);
            case UNDEFINED,
                    UINT8,
                    INT8,
                    UINT16,
                    INT16,
                    INT32,
                    INT64,
                    STRING,
                    BOOL,
                    UINT32,
                    UINT64,
                    COMPLEX64,
                    COMPLEX128,
                    UINT4,
                    INT4,
                    UINT2,
                    INT2 -> throw new IllegalArgumentException(type + " is no type of real numbers");
        };
    }

    private static int bfloat16(double value) {
        int bits = Float.floatToRawIntBits((float) value);
        if (!Double.isNaN(value) && ((float) value != value || (bits & 0xFFFF) != 0)) {
            throw new IllegalArgumentException(value + " is no BFLOAT16");
        }
        return bits >>> 16;
    }

    private static long powerOfTwo(double value) {
        int exponent = Math.getExponent(value);
        if (Double.isNaN(value)) {
            return 0xFFL;
        }
        if (exponent < -127 || exponent > 127 || value != Math.scalb(1.0, exponent)) {
            throw new IllegalArgumentException(value + " is no FLOAT8E8M0, wanted a power of two from 2^-127 to 2^127");
        }
        return exponent + 127L;
    }
}
