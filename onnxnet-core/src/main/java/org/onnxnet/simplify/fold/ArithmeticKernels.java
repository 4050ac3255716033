package org.onnxnet.simplify.fold;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Tensor;

/**
 * Arithmetic with one correctly rounded result per element. Floats are computed in double and rounded once, which for these
 * operators equals computing in float, because a double has more than twice the digits of a float.
 */
final class ArithmeticKernels {
    private ArithmeticKernels() {}

    private interface LongOperator {
        /** The result; null where it is not defined. */
        @Nullable
        Long apply(long a, long b);
    }

    private interface RealOperator {
        double apply(double a, double b);
    }

    static void register(Map<String, Kernel> kernels) {
        binary(kernels, "Add", (a, b) -> a + b, (a, b) -> a + b);
        binary(kernels, "Sub", (a, b) -> a - b, (a, b) -> a - b);
        binary(kernels, "Mul", (a, b) -> a * b, (a, b) -> a * b);
        binary(kernels, "Div", (a, b) -> b == 0 || b == -1 ? null : Long.valueOf(a / b), (a, b) -> a / b);
        kernels.put("Neg", call -> unary(call, a -> -a, a -> -a));
        kernels.put("Abs", call -> unary(call, Math::abs, Math::abs));
        kernels.put("Sqrt", call -> unary(call, null, Math::sqrt));
        kernels.put("Floor", call -> unary(call, null, Math::floor));
        kernels.put("Ceil", call -> unary(call, null, Math::ceil));
        kernels.put("Cast", ArithmeticKernels::cast);
    }

    private static void binary(Map<String, Kernel> kernels, String type, LongOperator whole, RealOperator real) {
        kernels.put(type, call -> {
            Tensor left = call.input(0);
            Tensor right = call.input(1);
            // Before version 7 operands were aligned by attributes.
            if (left == null || right == null || call.opset() < 7 || isUnsignedLong(call.type())) {
                return null;
            }
            int[] a = Strides.broadcast(left.shape(), call.shape());
            int[] b = Strides.broadcast(right.shape(), call.shape());
            return call.type().isInteger()
                    ? integers(call, left.toLongs(), a, right.toLongs(), b, whole)
                    : call.type().isFloat() ? reals(call, left.toDoubles(), a, right.toDoubles(), b, real) : null;
        });
    }

    private static boolean isUnsignedLong(ElementType type) {
        return type == ElementType.UINT64;
    }

    private static @Nullable Bytes integers(Call call, long[] left, int[] a, long[] right, int[] b, LongOperator op) {
        long[] values = new long[call.count()];
        for (int i = 0; i < values.length; i++) {
            Long value = op.apply(left[a[i]], right[b[i]]);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return Elements.encode(call.type(), values);
    }

    private static @Nullable Bytes reals(Call call, double[] left, int[] a, double[] right, int[] b, RealOperator op) {
        double[] values = new double[call.count()];
        Arrays.setAll(values, i -> op.apply(left[a[i]], right[b[i]]));
        return Elements.encode(call.type(), values);
    }

    private static @Nullable Bytes unary(Call call, @Nullable LongUnaryOperator whole, DoubleUnaryOperator real) {
        Tensor data = call.input(0);
        if (data == null) {
            return null;
        }
        if (call.type().isInteger()) {
            return whole == null
                    ? null
                    : Elements.encode(
                            call.type(),
                            Arrays.stream(data.toLongs()).map(whole).toArray());
        }
        return call.type().isFloat()
                ? Elements.encode(
                        call.type(), Arrays.stream(data.toDoubles()).map(real).toArray())
                : null;
    }

    /** Between integers, which wrap, and from them to floats, which rounds; from float to double. */
    private static @Nullable Bytes cast(Call call) {
        Tensor data = call.input(0);
        if (data == null || data.elementType() == ElementType.STRING || isUnsignedLong(data.elementType())) {
            return null;
        }
        ElementType from = data.elementType();
        if (from.isInteger() || from == ElementType.BOOL) {
            long[] values = data.toLongs();
            if (call.type() == ElementType.BOOL) {
                return Elements.encode(
                        call.type(),
                        Arrays.stream(values).map(v -> v == 0 ? 0 : 1).toArray());
            }
            return call.type().isInteger() ? Elements.encode(call.type(), values) : toFloat(call.type(), values);
        }
        boolean widens = from == call.type() || (from == ElementType.FLOAT && call.type() == ElementType.DOUBLE);
        return widens ? Elements.encode(call.type(), data.toDoubles()) : null;
    }

    private static @Nullable Bytes toFloat(ElementType type, long[] values) {
        // Through double a long would be rounded twice on its way to float.
        return type == ElementType.FLOAT
                ? Elements.encode(
                        type, Arrays.stream(values).mapToDouble(v -> (float) v).toArray())
                : Elements.encode(type, Arrays.stream(values).asDoubleStream().toArray());
    }
}
