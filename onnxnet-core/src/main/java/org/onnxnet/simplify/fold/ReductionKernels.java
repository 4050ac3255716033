package org.onnxnet.simplify.fold;

import java.util.Arrays;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Tensor;

/** Reductions of integers over all axes; the order in which floats are added up is not fixed. */
final class ReductionKernels {
    private ReductionKernels() {}

    static void register(Map<String, Kernel> kernels) {
        kernels.put("ReduceSum", call -> reduce(call, 0, Long::sum));
        kernels.put("ReduceProd", call -> reduce(call, 1, (a, b) -> a * b));
    }

    private static @Nullable Bytes reduce(Call call, long start, LongBinaryOperator op) {
        long[] values = call.longs(0);
        Tensor data = call.input(0);
        if (values == null || data == null || call.count() != 1 || values.length == 0) {
            return null;
        }
        // One result means that all axes are reduced, unless those that are not have size 1 anyway.
        boolean copies = call.node().intAttribute("noop_with_empty_axes", 0) != 0 && values.length > 1;
        return copies
                ? null
                : Elements.encode(call.type(), new long[] {Arrays.stream(values).reduce(start, op)});
    }
}
