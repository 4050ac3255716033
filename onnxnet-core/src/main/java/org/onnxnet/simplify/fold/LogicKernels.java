package org.onnxnet.simplify.fold;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Tensor;

/** Comparisons and truth values. */
final class LogicKernels {
    private LogicKernels() {}

    private interface Comparison {
        boolean holds(int order);
    }

    static void register(Map<String, Kernel> kernels) {
        kernels.put("Equal", call -> compare(call, order -> order == 0));
        kernels.put("Less", call -> compare(call, order -> order < 0));
        kernels.put("Greater", call -> compare(call, order -> order > 0));
        kernels.put("LessOrEqual", call -> compare(call, order -> order <= 0));
        kernels.put("GreaterOrEqual", call -> compare(call, order -> order >= 0));
        kernels.put("And", call -> truth(call, (a, b) -> a & b));
        kernels.put("Or", call -> truth(call, (a, b) -> a | b));
        kernels.put("Xor", call -> truth(call, (a, b) -> a ^ b));
        kernels.put("Not", call -> {
            Tensor data = call.input(0);
            return data == null
                    ? null
                    : Elements.encode(
                            ElementType.BOOL,
                            Arrays.stream(data.toLongs()).map(v -> 1 - v).toArray());
        });
    }

    /** Integers but those of 64 bits without a sign: NaNs make floats harder than they are worth. */
    private static @Nullable Bytes compare(Call call, Comparison comparison) {
        long[] left = call.longs(0);
        long[] right = call.longs(1);
        Tensor data = call.input(0);
        if (left == null || right == null || data == null || data.elementType() == ElementType.UINT64) {
            return null;
        }
        return pairwise(call, left, right, (a, b) -> comparison.holds(Long.compare(a, b)) ? 1 : 0);
    }

    private static @Nullable Bytes truth(Call call, LongBinaryOperator op) {
        Tensor left = call.input(0);
        Tensor right = call.input(1);
        return left == null || right == null || left.elementType() != ElementType.BOOL
                ? null
                : pairwise(call, left.toLongs(), right.toLongs(), op);
    }

    private static @Nullable Bytes pairwise(Call call, long[] left, long[] right, LongBinaryOperator op) {
        if (call.opset() < 7) {
            return null;
        }
        int[] a = Strides.broadcast(Objects.requireNonNull(call.input(0)).shape(), call.shape());
        int[] b = Strides.broadcast(Objects.requireNonNull(call.input(1)).shape(), call.shape());
        long[] values = new long[call.count()];
        Arrays.setAll(values, i -> op.applyAsLong(left[a[i]], right[b[i]]));
        return Elements.encode(ElementType.BOOL, values);
    }
}
