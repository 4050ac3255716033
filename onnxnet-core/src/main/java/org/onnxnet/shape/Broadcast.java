package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** <a href="https://github.com/onnx/onnx/blob/main/docs/Broadcasting.md">Multidirectional broadcasting</a>. */
final class Broadcast {
    private Broadcast() {}

    /**
     * The shape that all shapes broadcast to.
     *
     * @throws CannotInferException if they do not fit
     */
    static Shape of(List<Shape> shapes) {
        int rank = 0;
        for (Shape shape : shapes) {
            rank = Math.max(rank, shape.rank());
        }
        List<Dim> dims = new ArrayList<>();
        for (int fromEnd = rank; fromEnd > 0; fromEnd--) {
            List<Dim> aligned = new ArrayList<>();
            for (Shape shape : shapes) {
                if (shape.rank() >= fromEnd) {
                    aligned.add(shape.dim(shape.rank() - fromEnd));
                }
            }
            dims.add(dim(aligned));
        }
        return new Shape(dims);
    }

    static Shape of(Shape a, Shape b) {
        return a.isStatic() && a.equals(b) ? a : of(List.of(a, b));
    }

    /** The dimension that all broadcast to. A number above 1 decides; without one, all that may differ from 1 must agree. */
    private static Dim dim(List<Dim> dims) {
        Dim result = Dim.of(1);
        for (Dim dim : dims) {
            if (dim.is(1)) {
                continue;
            }
            if (result.is(1) || (dim.isKnown() && !result.isKnown())) {
                result = dim;
            } else if (result.isKnown() && dim.isKnown() && !result.equals(dim)) {
                throw new CannotInferException("dimensions " + result + " and " + dim + " do not broadcast");
            } else if (!result.isKnown() && !result.isCertainly(dim)) {
                result = Dim.UNKNOWN;
            }
        }
        return result;
    }

    /** For each element of the target, row-major, the index of the element of {@code from} that is repeated there. */
    static int[] sources(Shape from, Shape target) {
        long[] in = from.toLongs();
        long[] out = target.toLongs();
        int[] sources = new int[Math.toIntExact(target.elementCount())];
        int skipped = out.length - in.length;
        long[] index = new long[out.length];
        for (int i = 0; i < sources.length; i++) {
            long source = 0;
            for (int axis = 0; axis < in.length; axis++) {
                source = source * in[axis] + (in[axis] == 1 ? 0 : index[axis + skipped]);
            }
            sources[i] = (int) source;
            next(index, out);
        }
        return sources;
    }

    /** Moves to the next index in row-major order. */
    static void next(long[] index, long[] dims) {
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            if (++index[axis] < dims[axis]) {
                return;
            }
            index[axis] = 0;
        }
    }

    /** The tensor repeated to the target shape. */
    static SymbolicTensor expand(SymbolicTensor tensor, Shape target) {
        if (tensor.size() == 1) {
            return SymbolicTensor.of(
                    tensor.elementType(),
                    target,
                    Collections.nCopies(Math.toIntExact(target.elementCount()), tensor.element(0)));
        }
        List<Element> elements = new ArrayList<>();
        for (int source : sources(tensor.shape(), target)) {
            elements.add(tensor.element(source));
        }
        return SymbolicTensor.of(tensor.elementType(), target, elements);
    }
}
