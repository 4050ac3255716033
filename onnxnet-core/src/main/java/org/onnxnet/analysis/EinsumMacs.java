package org.onnxnet.analysis;

import java.util.HashMap;
import java.util.Map;
import org.onnxnet.graph.Node;

/**
 * Multiply-accumulate operations of {@code Einsum} as its definition runs it: one loop over every index, and in the
 * innermost loop one multiplication less than there are operands. An engine that contracts pairwise needs fewer for three
 * operands or more.
 */
final class EinsumMacs {
    private EinsumMacs() {}

    static long count(Node node, NodeShapes shapes) {
        String[] terms = node.stringAttribute("equation", "")
                .replace(" ", "")
                .split("->", 2)[0]
                .split(",", -1);
        Map<Object, Long> sizes = new HashMap<>();
        for (int slot = 0; slot < terms.length; slot++) {
            addSizes(terms[slot], shapes.input(slot).toLongs(), sizes);
        }
        long points = 1;
        for (long size : sizes.values()) {
            points = Math.multiplyExact(points, size);
        }
        return Math.multiplyExact(points, terms.length - 1L);
    }

    /** Indices are letters; those of an ellipsis are numbered from the right. A size of 1 gives way to a larger one. */
    private static void addSizes(String term, long[] dims, Map<Object, Long> sizes) {
        int ellipsis = term.indexOf("...");
        int before = ellipsis < 0 ? term.length() : ellipsis;
        int after = ellipsis < 0 ? 0 : term.length() - ellipsis - 3;
        for (int axis = 0; axis < dims.length; axis++) {
            int fromRight = dims.length - axis;
            Object index;
            if (axis < before) {
                index = term.charAt(axis);
            } else if (fromRight <= after) {
                index = term.charAt(term.length() - fromRight);
            } else {
                index = fromRight - after;
            }
            sizes.merge(index, dims[axis], Math::max);
        }
    }
}
