package org.onnxnet.simplify.fold;

import org.onnxnet.graph.Shape;

/** Row-major positions. */
final class Strides {
    private Strides() {}

    static long[] of(long[] dims) {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dims[axis];
        }
        return strides;
    }

    /** The coordinates of a row-major position. */
    static long[] coordinates(long position, long[] dims) {
        long[] coordinates = new long[dims.length];
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            coordinates[axis] = position % dims[axis];
            position /= dims[axis];
        }
        return coordinates;
    }

    /** For each element of a shape, the element of a tensor that broadcasting reads there. */
    static int[] broadcast(Shape from, Shape to) {
        long[] source = from.toLongs();
        long[] target = to.toLongs();
        long[] strides = of(source);
        int[] positions = new int[Math.toIntExact(to.elementCount())];
        for (int i = 0; i < positions.length; i++) {
            long[] at = coordinates(i, target);
            long position = 0;
            for (int axis = 0; axis < source.length; axis++) {
                position += source[axis] == 1 ? 0 : at[axis + target.length - source.length] * strides[axis];
            }
            positions[i] = (int) position;
        }
        return positions;
    }
}
