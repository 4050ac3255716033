package org.onnxnet.encoder;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/**
 * Constants as the {@link Dialect#COMPLETE} dialect writes them: an equals sign and the elements in nested lists, with the
 * element type in front where the elements do not show it: {@code =0.5}, {@code =[1,-1]}, {@code int32=[[1,2],[3,4]]}. Of
 * large ones only the type and a hash: {@code int64[49x49]#0123456789abcdef}.
 */
final class TensorLiteral {
    /** Up to so many elements are written out. */
    static final int MAX_ELEMENTS = 256;

    /** Brackets nest no deeper; a damaged file may declare thousands of dimensions of extent 1. */
    private static final int MAX_RANK = 64;

    private static final int HASH_DIGITS = 16;

    private TensorLiteral() {}

    static String of(Tensor tensor) {
        return switch (tensor.elementType()) {
            case FLOAT, INT64, BOOL, STRING -> of(tensor, "");
            default -> of(tensor, Literals.of(tensor.elementType()));
        };
    }

    /** With the element type in front in any case. */
    static String typed(Tensor tensor) {
        return of(tensor, Literals.of(tensor.elementType()));
    }

    private static String of(Tensor tensor, String prefix) {
        long count = tensor.elementCount();
        String type = Literals.of(tensor.elementType(), tensor.shape());
        if (count == 0 || tensor.elementType() == ElementType.UNDEFINED) {
            return type + "=[]";
        }
        if (count > MAX_ELEMENTS || tensor.shape().rank() > MAX_RANK) {
            return type + "#" + hash(tensor);
        }
        StringBuilder text = new StringBuilder(prefix).append('=');
        nest(text, tensor.shape(), 0, 0, elements(tensor));
        return text.toString();
    }

    /** Appends the part of axis {@code axis} and on that starts at element {@code from}; returns where the next one starts. */
    private static int nest(StringBuilder text, Shape shape, int axis, int from, IntFunction<String> elements) {
        if (axis == shape.rank()) {
            text.append(elements.apply(from));
            return from + 1;
        }
        long size = shape.toLongs()[axis];
        int next = from;
        for (long i = 0; i < size; i++) {
            text.append(i == 0 ? '[' : ',');
            next = nest(text, shape, axis + 1, next, elements);
        }
        text.append(']');
        return next;
    }

    private static IntFunction<String> elements(Tensor tensor) {
        ElementType type = tensor.elementType();
        if (tensor.data() instanceof TensorData.Strings strings) {
            List<Bytes> values = strings.values();
            return i -> Literals.of(values.get(i));
        }
        if (type == ElementType.COMPLEX64 || type == ElementType.COMPLEX128) {
            return complex(tensor);
        }
        if (type.isFloat()) {
            double[] values = tensor.toDoubles();
            return type == ElementType.DOUBLE ? i -> Literals.of(values[i]) : i -> Literals.of((float) values[i]);
        }
        long[] values = tensor.toLongs();
        if (type == ElementType.BOOL) {
            return i -> values[i] == 0 ? "false" : "true";
        }
        return type == ElementType.UINT64 ? i -> Long.toUnsignedString(values[i]) : i -> Long.toString(values[i]);
    }

    /** Pairs of real and imaginary part in parentheses. */
    private static IntFunction<String> complex(Tensor tensor) {
        java.nio.ByteBuffer raw = tensor.toRawBytes().asBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return tensor.elementType() == ElementType.COMPLEX64
                ? i -> "(" + Literals.of(raw.getFloat(8 * i)) + "," + Literals.of(raw.getFloat(8 * i + 4)) + ")"
                : i -> "(" + Literals.of(raw.getDouble(16 * i)) + "," + Literals.of(raw.getDouble(16 * i + 8)) + ")";
    }

    private static String hash(Tensor tensor) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            if (tensor.data() instanceof TensorData.Strings strings) {
                for (Bytes value : strings.values()) {
                    sha.update((Literals.of(value) + ",").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                }
            } else {
                sha.update(tensor.toRawBytes().asBuffer());
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
