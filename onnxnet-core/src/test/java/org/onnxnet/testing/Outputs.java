package org.onnxnet.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/** Compares what two models computed. Each method returns the first difference as one line, or null where there is none. */
public final class Outputs {
    private Outputs() {}

    /** When two elements count as equal. */
    private interface ElementCheck {
        boolean same(ElementType type, byte[] wanted, byte[] found, int element, int width);
    }

    /**
     * Bits equal, except that any NaN equals any NaN: sign and payload of a NaN depend on the order of operands inside a
     * kernel and mean nothing in ONNX. Zeros of different sign differ.
     */
    public static @Nullable String difference(Map<String, Tensor> wanted, Map<String, Tensor> found) {
        return firstDifference(
                wanted, found, (type, a, b, i, width) -> sameBits(a, b, i, width) || bothNan(type, a, b, i, width));
    }

    /** Bits equal, those of NaNs included. */
    public static @Nullable String strictDifference(Map<String, Tensor> wanted, Map<String, Tensor> found) {
        return firstDifference(wanted, found, (type, a, b, i, width) -> sameBits(a, b, i, width));
    }

    /**
     * Equal up to rounding: floating point numbers {@code a} (wanted) and {@code b} (found) with
     * {@code |a - b| <= absolute + relative * |a|}, infinities and NaNs at the same places. Whole numbers beyond 2^53 may
     * differ like that too, since kernels compute with them as doubles; everything else has equal bits.
     */
    public static @Nullable String differenceBeyond(
            double relative, double absolute, Map<String, Tensor> wanted, Map<String, Tensor> found) {
        return firstDifference(wanted, found, (type, a, b, i, width) -> {
            if (sameBits(a, b, i, width)) {
                return true;
            }
            double x = number(type, a, i, width);
            double y = number(type, b, i, width);
            if (!type.isFloat() && Math.abs(x) < 0x1p53) {
                return false;
            }
            if (Double.isInfinite(x) || Double.isNaN(x)) {
                return Double.compare(x, y) == 0;
            }
            return Math.abs(x - y) <= absolute + relative * Math.abs(x);
        });
    }

    private static @Nullable String firstDifference(
            Map<String, Tensor> wanted, Map<String, Tensor> found, ElementCheck check) {
        if (!new ArrayList<>(wanted.keySet()).equals(new ArrayList<>(found.keySet()))) {
            return "found outputs " + found.keySet() + ", wanted " + wanted.keySet();
        }
        for (Map.Entry<String, Tensor> output : wanted.entrySet()) {
            String difference = difference(output.getValue(), found.get(output.getKey()), check);
            if (difference != null) {
                return "output '" + output.getKey() + "': " + difference;
            }
        }
        return null;
    }

    private static @Nullable String difference(Tensor wanted, Tensor found, ElementCheck check) {
        if (wanted.elementType() != found.elementType() || !wanted.shape().equals(found.shape())) {
            return "found " + found.type() + ", wanted " + wanted.type();
        }
        if (wanted.elementType() == ElementType.STRING) {
            return wanted.data().equals(found.data()) ? null : "found " + texts(found) + ", wanted " + texts(wanted);
        }
        byte[] a = wanted.toRawBytes().toArray();
        byte[] b = found.toRawBytes().toArray();
        if (Arrays.equals(a, b)) {
            return null;
        }
        int width = Math.max(1, wanted.elementType().bits() / 8);
        int different = 0;
        int first = -1;
        for (int i = 0; i < a.length / width; i++) {
            if (!check.same(wanted.elementType(), a, b, i, width)) {
                first = first < 0 ? i : first;
                different++;
            }
        }
        return different == 0
                ? null
                : different + " of " + a.length / width + " elements differ, the first at " + first + ": found "
                        + describe(found, b, first, width) + ", wanted " + describe(wanted, a, first, width);
    }

    private static boolean sameBits(byte[] a, byte[] b, int element, int width) {
        int from = element * width;
        return Arrays.equals(a, from, from + width, b, from, from + width);
    }

    private static boolean bothNan(ElementType type, byte[] a, byte[] b, int element, int width) {
        return type.isFloat()
                && Double.isNaN(number(type, a, element, width))
                && Double.isNaN(number(type, b, element, width));
    }

    private static double number(ElementType type, byte[] raw, int element, int width) {
        return one(type, raw, element, width).toDoubles()[0];
    }

    private static String describe(Tensor tensor, byte[] raw, int element, int width) {
        StringBuilder bits = new StringBuilder(" (0x");
        for (int b = width - 1; b >= 0; b--) {
            bits.append(String.format("%02x", raw[element * width + b]));
        }
        return (tensor.elementType().isFloat()
                        ? Objects.toString(number(tensor.elementType(), raw, element, width))
                        : Objects.toString(
                                one(tensor.elementType(), raw, element, width).toLongs()[0]))
                + bits.append(')');
    }

    private static Tensor one(ElementType type, byte[] raw, int element, int width) {
        return Tensor.ofRaw(
                "", type, Shape.SCALAR, Bytes.wrap(Arrays.copyOfRange(raw, element * width, (element + 1) * width)));
    }

    private static String texts(Tensor tensor) {
        return tensor.data() instanceof TensorData.Strings strings
                ? strings.values().stream().map(Bytes::toUtf8).toList().toString()
                : tensor.toString();
    }
}
