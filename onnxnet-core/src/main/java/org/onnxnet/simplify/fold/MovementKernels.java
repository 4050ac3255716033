package org.onnxnet.simplify.fold;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/** Operators that move elements and do not look at them; any element type of whole bytes. */
final class MovementKernels {
    private MovementKernels() {}

    static void register(Map<String, Kernel> kernels) {
        for (String type : List.of("Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze")) {
            kernels.put(type, call -> Call.isMovable(call.input(0)) ? data(call).toRawBytes() : null);
        }
        kernels.put("Transpose", MovementKernels::transpose);
        kernels.put("Expand", call -> Call.isMovable(call.input(0)) ? expand(call) : null);
        kernels.put("Concat", MovementKernels::concat);
        kernels.put("Slice", MovementKernels::slice);
        kernels.put("Gather", MovementKernels::gather);
        kernels.put("ConstantOfShape", MovementKernels::constantOfShape);
    }

    private static Tensor data(Call call) {
        return Objects.requireNonNull(call.input(0));
    }

    /** The elements of the first input at the given positions. */
    static Bytes pick(Tensor tensor, int[] positions) {
        int width = tensor.elementType().bits() / 8;
        ByteBuffer source = tensor.toRawBytes().asBuffer();
        byte[] picked = new byte[positions.length * width];
        for (int i = 0; i < positions.length; i++) {
            source.get(positions[i] * width, picked, i * width, width);
        }
        return Bytes.wrap(picked);
    }

    private static Bytes expand(Call call) {
        return pick(data(call), Strides.broadcast(data(call).shape(), call.shape()));
    }

    private static @Nullable Bytes transpose(Call call) {
        if (!Call.isMovable(call.input(0))) {
            return null;
        }
        long[] dims = data(call).shape().toLongs();
        List<Long> perm = call.node().intsAttribute("perm");
        long[] strides = Strides.of(dims);
        long[] moved = new long[dims.length];
        for (int axis = 0; axis < dims.length; axis++) {
            int from = perm == null ? dims.length - 1 - axis : perm.get(axis).intValue();
            moved[axis] = strides[from];
        }
        return pick(data(call), positions(call, moved, 0));
    }

    private static int[] positions(Call call, long[] strides, long offset) {
        long[] dims = call.shape().toLongs();
        int[] positions = new int[call.count()];
        for (int i = 0; i < positions.length; i++) {
            long[] at = Strides.coordinates(i, dims);
            long position = offset;
            for (int axis = 0; axis < dims.length; axis++) {
                position += at[axis] * strides[axis];
            }
            positions[i] = (int) position;
        }
        return positions;
    }

    private static @Nullable Bytes concat(Call call) {
        long[] dims = call.shape().toLongs();
        long given = call.node().intAttribute("axis", 1);
        int axis = (int) (given < 0 ? given + dims.length : given);
        if (call.type().bits() < 8 || axis < 0 || axis >= dims.length) {
            return null;
        }
        int width = call.type().bits() / 8;
        long outer = 1;
        long inner = width;
        for (int i = 0; i < dims.length; i++) {
            outer *= i < axis ? dims[i] : 1;
            inner *= i > axis ? dims[i] : 1;
        }
        ByteBuffer joined = ByteBuffer.allocate(call.count() * width);
        for (int row = 0; row < outer; row++) {
            for (Tensor part : call.inputs()) {
                if (part == null) {
                    return null;
                }
                int length = (int) (part.shape().toLongs()[axis] * inner);
                joined.put(part.toRawBytes().read((long) row * length, length).asBuffer());
            }
        }
        return Bytes.wrap(joined.array());
    }

    private static @Nullable Bytes slice(Call call) {
        long[] starts = call.longs(1);
        if (!Call.isMovable(call.input(0)) || starts == null || call.opset() < 10) {
            return null;
        }
        long[] dims = data(call).shape().toLongs();
        long[] axes = call.longs(3);
        long[] steps = call.longs(4);
        long[] strides = Strides.of(dims);
        long offset = 0;
        for (int i = 0; i < starts.length; i++) {
            long given = axes == null ? i : axes[i];
            int axis = (int) (given < 0 ? given + dims.length : given);
            long step = steps == null ? 1 : steps[i];
            long start = starts[i] < 0 ? starts[i] + dims[axis] : starts[i];
            long last = step < 0 ? dims[axis] - 1 : dims[axis];
            offset += Math.max(0, Math.min(start, last)) * strides[axis];
            strides[axis] *= step;
        }
        return call.count() == 0 ? Bytes.EMPTY : pick(data(call), positions(call, strides, offset));
    }

    private static @Nullable Bytes gather(Call call) {
        long[] indices = call.longs(1);
        if (!Call.isMovable(call.input(0)) || indices == null) {
            return null;
        }
        long[] dims = data(call).shape().toLongs();
        long given = call.node().intAttribute("axis", 0);
        int axis = (int) (given < 0 ? given + dims.length : given);
        long inner = Strides.of(dims)[axis];
        int[] positions = new int[call.count()];
        for (int i = 0; i < positions.length; i++) {
            long index = indices[(int) (i / inner % indices.length)];
            index = index < 0 ? index + dims[axis] : index;
            if (index < 0 || index >= dims[axis]) {
                return null;
            }
            positions[i] = (int) (i / (inner * indices.length) * dims[axis] * inner + index * inner + i % inner);
        }
        return pick(data(call), positions);
    }

    private static @Nullable Bytes constantOfShape(Call call) {
        Tensor value = call.node().attribute("value") instanceof Attribute.OfTensor found
                ? found.value()
                : Tensor.ofFloats("", Shape.of(1), 0);
        return call.type().bits() < 8 || value.elementCount() != 1 ? null : pick(value, new int[call.count()]);
    }
}
