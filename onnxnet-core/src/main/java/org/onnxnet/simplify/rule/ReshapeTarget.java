package org.onnxnet.simplify.rule;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** The second input of a <a href="https://onnx.ai/onnx/operators/onnx__Reshape.html">Reshape</a>. */
final class ReshapeTarget {
    private ReshapeTarget() {}

    /**
     * The argument that makes a shape: its numbers, with -1 for the one dimension that may be no number. Null where there are
     * two of those, or where a dimension is 0, which the argument cannot say.
     */
    static long @Nullable [] of(Shape shape) {
        long[] target = new long[shape.rank()];
        int open = 0;
        for (int axis = 0; axis < target.length; axis++) {
            if (shape.dim(axis) instanceof Dim.Known known) {
                target[axis] = known.value();
            } else {
                target[axis] = -1;
                open++;
            }
            if (target[axis] == 0) {
                return null;
            }
        }
        return open > 1 ? null : target;
    }
}
