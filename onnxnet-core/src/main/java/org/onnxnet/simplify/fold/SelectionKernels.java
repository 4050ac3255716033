package org.onnxnet.simplify.fold;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Tensor;

/** Operators that choose elements by other elements. */
final class SelectionKernels {
    private SelectionKernels() {}

    static void register(Map<String, Kernel> kernels) {
        kernels.put("Where", SelectionKernels::where);
        kernels.put("Range", SelectionKernels::range);
    }

    private static @Nullable Bytes where(Call call) {
        Tensor condition = call.input(0);
        Tensor yes = call.input(1);
        Tensor no = call.input(2);
        if (condition == null || !Call.isMovable(yes) || !Call.isMovable(no) || yes == null || no == null) {
            return null;
        }
        if (hasNegativeZero(yes) || hasNegativeZero(no)) {
            return null;
        }
        int[] conditions = Strides.broadcast(condition.shape(), call.shape());
        long[] chosen = condition.toLongs();
        int width = call.type().bits() / 8;
        Bytes left = MovementKernels.pick(yes, Strides.broadcast(yes.shape(), call.shape()));
        Bytes right = MovementKernels.pick(no, Strides.broadcast(no.shape(), call.shape()));
        ByteBuffer out = ByteBuffer.allocate(call.count() * width);
        for (int i = 0; i < call.count(); i++) {
            out.put((chosen[conditions[i]] != 0 ? left : right)
                    .read((long) i * width, width)
                    .asBuffer());
        }
        return Bytes.wrap(out.array());
    }

    /** The standard lets a -0 through; ONNX Runtime makes it +0. */
    private static boolean hasNegativeZero(Tensor tensor) {
        return tensor.elementType().isFloat()
                && Arrays.stream(tensor.toDoubles())
                        .anyMatch(number -> Double.doubleToRawLongBits(number) == Double.doubleToRawLongBits(-0.0));
    }

    /** Integers only: how a runtime adds up floats is not fixed. */
    private static @Nullable Bytes range(Call call) {
        long[] start = call.longs(0);
        long[] delta = call.longs(2);
        if (start == null || delta == null || start.length != 1 || delta.length != 1) {
            return null;
        }
        long[] values = new long[call.count()];
        Arrays.setAll(values, i -> start[0] + i * delta[0]);
        return Elements.encode(call.type(), values);
    }
}
