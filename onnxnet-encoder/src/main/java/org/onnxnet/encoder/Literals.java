package org.onnxnet.encoder;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Numbers, texts, names and types as the {@link Dialect#COMPLETE} dialect writes them. */
final class Literals {
    static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    /** What a name must be quoted for, because it starts something else. */
    static final Pattern KEYWORD =
            Pattern.compile("summary|opset|function|return|seq|optional|sparse|map|opaque|Value[0-9]+|Out[0-9]*");

    private static final Pattern SYMBOL = Pattern.compile("n[0-9]+");

    private static final int FLOAT_DIGITS = 9;
    private static final int DOUBLE_DIGITS = 17;

    private Literals() {}

    /** The shortest decimal that reads back as this float: {@code 1.0}, {@code 1.0e-5}, {@code -0.0}, {@code nan}. */
    static String of(float value) {
        return real(value, FLOAT_DIGITS, rounded -> (float) rounded == value);
    }

    /** The shortest decimal that reads back as this double. */
    static String of(double value) {
        return real(value, DOUBLE_DIGITS, rounded -> rounded == value);
    }

    private static String real(double value, int digits, DoublePredicate readsBack) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0.0" : "-0.0";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < digits; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (readsBack.test(rounded.doubleValue())) {
                return decimal(rounded);
            }
        }
        return decimal(exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)));
    }

    /** With a point or an exponent, so that it is no integer. */
    private static String decimal(BigDecimal number) {
        BigDecimal value = number.stripTrailingZeros();
        String digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - value.scale();
        String sign = value.signum() < 0 ? "-" : "";
        if (exponent < -4 || exponent > 8) {
            return sign + digits.charAt(0) + (digits.length() == 1 ? "" : "." + digits.substring(1)) + "e" + exponent;
        }
        String plain = value.abs().toPlainString();
        return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    /** In double quotes; bytes other than printable ASCII as {@code \xHH}, quotes and backslashes behind a backslash. */
    static String of(Bytes text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte b : text.toArray()) {
            int code = b & 0xFF;
            if (code == '"' || code == '\\') {
                quoted.append('\\').append((char) code);
            } else if (code < ' ' || code > '~') {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", code));
            } else {
                quoted.append((char) code);
            }
        }
        return quoted.append('"').toString();
    }

    /** A name as it is where it is plain, else quoted. */
    static String name(String name) {
        return isPlain(name) && !isKeyword(name) ? name : quoted(name);
    }

    /** What {@link #KEYWORD} matches; few names start as one of its words does. */
    private static boolean isKeyword(String name) {
        return "sofrmVO".indexOf(name.charAt(0)) >= 0 && KEYWORD.matcher(name).matches();
    }

    /** What {@link #PLAIN_NAME} matches, without its cost: every name of a network is looked at. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '.' || c == '-'))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** A name in quotes, plain or not. */
    static String quoted(String name) {
        return of(Bytes.utf8(name));
    }

    /** {@code Conv}, {@code com.acme:Conv} or {@code com.acme:Conv:overload}. */
    static String of(OpId op, String overload) {
        if (!overload.isEmpty()) {
            return domain(op) + ":" + name(op.type()) + ":" + name(overload);
        }
        return op.isDefaultDomain() ? name(op.type()) : domain(op) + ":" + name(op.type());
    }

    private static String domain(OpId op) {
        return op.isDefaultDomain() ? "" : name(op.domain());
    }

    /** {@code 1x3x32x32} for floats, {@code int64[1x3]} for other tensors, {@code float[]} for a scalar, {@code ?} for null. */
    static String of(@Nullable ValueType type) {
        if (type instanceof ValueType.OfTensor tensor) {
            return tensor(tensor.elementType(), tensor.shape());
        }
        if (type instanceof ValueType.OfSparseTensor tensor) {
            return "sparse(" + tensor(tensor.elementType(), tensor.shape()) + ")";
        }
        if (type instanceof ValueType.OfSequence sequence) {
            return "seq(" + of(sequence.element()) + ")";
        }
        if (type instanceof ValueType.OfOptional optional) {
            return "optional(" + of(optional.element()) + ")";
        }
        if (type instanceof ValueType.OfMap map) {
            return "map(" + of(map.key()) + "," + of(map.value()) + ")";
        }
        return type instanceof ValueType.OfOpaque opaque
                ? "opaque(" + name(opaque.domain()) + "," + name(opaque.name()) + ")"
                : "?";
    }

    private static String tensor(ElementType type, @Nullable Shape shape) {
        if (type != ElementType.FLOAT || shape == null || shape.rank() == 0) {
            return of(type, shape);
        }
        // A lone question mark stands for no type at all.
        boolean isQuestionMark = shape.rank() == 1 && shape.dim(0).equals(Dim.UNKNOWN);
        return isQuestionMark ? of(type, shape) : of(shape);
    }

    /** {@code int64[1x3]}, with {@code ...} for an unknown rank. */
    static String of(ElementType type, @Nullable Shape shape) {
        return of(type) + "[" + (shape == null ? "..." : of(shape)) + "]";
    }

    static String of(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String of(Shape shape) {
        StringBuilder dims = new StringBuilder();
        for (int i = 0; i < shape.rank(); i++) {
            dims.append(i == 0 ? "" : "x").append(of(shape.dim(i)));
        }
        return dims.toString();
    }

    private static String of(Dim dim) {
        return dim instanceof Dim.Symbolic symbolic
                        && !SYMBOL.matcher(symbolic.expression()).matches()
                ? "(" + symbolic.expression() + ")"
                : dim.toString();
    }
}
