package org.onnxnet.predictor.checkpoint;

/**
 * The 16-bit floating point format of IEEE 754: 1 sign bit, 5 of exponent, 10 of fraction. The JDK has these conversions from
 * version 20 on only.
 */
public final class HalfFloat {
    private static final int MAX_BITS = 0x7bff;

    private HalfFloat() {}

    /** The value of a half float; exact. */
    public static float toFloat(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24f;
            case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
        };
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The nearest half float, ties to even; what is too large becomes the largest one with its sign, and NaN stays NaN. */
    public static short ofFloat(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        int bits = Float.floatToRawIntBits(magnitude);
        int rounded = bits + 0xfff + (bits >> 13 & 1);
        return (short) (sign | Math.min((rounded >> 13) - (112 << 10), MAX_BITS));
    }
}
