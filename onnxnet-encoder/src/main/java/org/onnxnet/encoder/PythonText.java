package org.onnxnet.encoder;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.onnxnet.graph.Bytes;

/** Values as Python's {@code repr} writes them. */
final class PythonText {
    private static final int MAX_DOUBLE_DIGITS = 17;

    private PythonText() {}

    /** A float, widened to double, in the shortest form that reads back as that double: {@code 0.10000000149011612}. */
    static String floatRepr(float value) {
        if (Float.isNaN(value)) {
            return "nan";
        }
        if (Float.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return Float.floatToRawIntBits(value) == 0 ? "0.0" : "-0.0";
        }
        BigDecimal shortest = shortest(value);
        String sign = shortest.signum() < 0 ? "-" : "";
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        return sign + (exponent < -4 || exponent >= 16 ? scientific(digits, exponent) : plain(digits, exponent));
    }

    // Double.toString is not always shortest before JDK 19.
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < MAX_DOUBLE_DIGITS; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MAX_DOUBLE_DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int size = Math.abs(exponent);
        return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    private static String plain(String digits, int exponent) {
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        if (exponent + 1 >= digits.length()) {
            return digits + "0".repeat(exponent + 1 - digits.length()) + ".0";
        }
        return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
    }

    /** A byte string: {@code b'abc'}, with escapes for what is not printable ASCII. */
    static String bytesRepr(Bytes value) {
        byte[] bytes = value.toArray();
        char quote = contains(bytes, '\'') && !contains(bytes, '"') ? '"' : '\'';
        StringBuilder repr = new StringBuilder("b").append(quote);
        for (byte b : bytes) {
            repr.append(escaped(b & 0xFF, quote));
        }
        return repr.append(quote).toString();
    }

    private static boolean contains(byte[] bytes, char wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static String escaped(int b, char quote) {
        return switch (b) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> {
                if (b == quote) {
                    yield "\\" + quote;
                }
                yield b < ' ' || b > '~'
                        ? String.format(java.util.Locale.ROOT, "\\x%02x", b)
                        : String.valueOf((char) b);
            }
        };
    }
}
