package org.onnxnet.graph;

/**
 * The 4-, 6-, 8- and 16-bit floating point formats of ONNX, decoded as the
 * <a href="https://onnx.ai/onnx/technical/float8.html">ONNX float8 notes</a> define them.
 */
enum SmallFloat {
    FLOAT16(5, 10, 15, Special.IEEE),
    E4M3FN(4, 3, 7, Special.NAN_ALL_ONES),
    E4M3FNUZ(4, 3, 8, Special.NAN_NEGATIVE_ZERO),
    E5M2(5, 2, 15, Special.IEEE),
    E5M2FNUZ(5, 2, 16, Special.NAN_NEGATIVE_ZERO),
    E2M1(2, 1, 1, Special.FINITE),
    E2M3(2, 3, 1, Special.FINITE),
    E3M2(3, 2, 3, Special.FINITE);

    /** Which bit patterns are not finite numbers. */
    private enum Special {
        IEEE,
        NAN_ALL_ONES,
        NAN_NEGATIVE_ZERO,
        FINITE
    }

    private final int exponentBits;
    private final int mantissaBits;
    private final int bias;
    private final Special special;

    SmallFloat(int exponentBits, int mantissaBits, int bias, Special special) {
        this.exponentBits = exponentBits;
        this.mantissaBits = mantissaBits;
        this.bias = bias;
        this.special = special;
    }

    double decode(int bits) {
        int mantissa = bits & ((1 << mantissaBits) - 1);
        int maxExponent = (1 << exponentBits) - 1;
        int exponent = (bits >> mantissaBits) & maxExponent;
        boolean negative = (bits >> (mantissaBits + exponentBits) & 1) == 1;
        double magnitude;
        switch (special) {
            case IEEE -> {
                if (exponent == maxExponent) {
                    magnitude = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    return negative ? -magnitude : magnitude;
                }
            }
            case NAN_ALL_ONES -> {
                if (exponent == maxExponent && mantissa == (1 << mantissaBits) - 1) {
                    return Double.NaN;
                }
            }
            case NAN_NEGATIVE_ZERO -> {
                if (negative && exponent == 0 && mantissa == 0) {
                    return Double.NaN;
                }
            }
            case FINITE -> {}
        }
        magnitude = exponent == 0
                ? Math.scalb((double) mantissa, 1 - bias - mantissaBits)
                : Math.scalb((double) (mantissa + (1 << mantissaBits)), exponent - bias - mantissaBits);
        return negative ? -magnitude : magnitude;
    }

    /**
     * The bits of a number.
     *
     * @throws IllegalArgumentException if the format has no such number
     */
    int encode(double value) {
        int magnitudes = 1 << (exponentBits + mantissaBits);
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        if (Double.isNaN(value)) {
            return nan(magnitudes);
        }
        double wanted = Math.abs(value);
        int low = 0;
        int high = magnitudes - 1;
        // Up to the NaNs, which stand last, larger bits are larger numbers.
        while (low < high) {
            int middle = (low + high) / 2;
            if (decode(middle) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int bits = negative ? low | magnitudes : low;
        if (Double.compare(decode(bits), value) != 0) {
            throw new IllegalArgumentException(value + " is no " + this);
        }
        return bits;
    }

    private int nan(int magnitudes) {
        return switch (special) {
            case IEEE -> magnitudes - (1 << (mantissaBits - 1));
            case NAN_ALL_ONES -> magnitudes - 1;
            case NAN_NEGATIVE_ZERO -> magnitudes;
            case FINITE -> throw new IllegalArgumentException("NaN is no " + this);
        };
    }
}
