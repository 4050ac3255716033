package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Shape;

/** Picks parts of small tensors. */
final class SliceMath {
    private SliceMath() {}

    /** The indices {@code start, start+step, ...} before {@code end} (or after it, for a negative step) of an axis. */
    static SymbolicTensor slice(SymbolicTensor value, int axis, long start, long end, long step) {
        List<Integer> picked = new ArrayList<>();
        for (long i = start; step > 0 ? i < end : i > end; i += step) {
            picked.add((int) i);
        }
        return take(value, axis, picked);
    }

    /** The given indices of an axis, in that order. */
    static SymbolicTensor take(SymbolicTensor value, int axis, List<Integer> indices) {
        long[] dims = value.shape().toLongs();
        long inner = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            inner *= dims[i];
        }
        long outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= dims[i];
        }
        List<Element> elements = new ArrayList<>();
        for (long block = 0; block < outer; block++) {
            for (int index : indices) {
                int from = (int) ((block * dims[axis] + index) * inner);
                elements.addAll(value.elements().subList(from, from + (int) inner));
            }
        }
        dims[axis] = indices.size();
        return SymbolicTensor.of(value.elementType(), Shape.of(dims), elements);
    }
}
