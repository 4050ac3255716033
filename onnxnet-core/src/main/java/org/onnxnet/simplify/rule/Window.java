package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.GraphView;

/**
 * How the window of a Conv or pooling moves over an input of known size; all lists have one element per spatial axis.
 *
 * @param sizes of the input
 * @param spans how far the kernel reaches, dilation included
 */
record Window(List<Long> sizes, List<Long> spans, List<Long> strides, boolean isDilated) {
    /** Larger numbers are in no network, and products of two stay far from overflowing. */
    private static final long MAX = 1 << 30;

    /** The window of a node whose input is its first; null where sizes are not known or do not fit together. */
    static @Nullable Window of(Node node, GraphView graph) {
        List<Long> sizes = spatial(graph.staticShape(node.input(0)));
        List<Long> kernel = node.intsAttribute("kernel_shape");
        if (kernel == null && node.is("Conv")) {
            kernel = spatial(graph.staticShape(node.input(1)));
        }
        if (sizes == null || kernel == null || sizes.isEmpty()) {
            return null;
        }
        List<Long> strides = orOnes(node.intsAttribute("strides"), sizes.size());
        List<Long> dilations = orOnes(node.intsAttribute("dilations"), sizes.size());
        for (List<Long> list : List.of(sizes, kernel, strides, dilations)) {
            if (list.size() != sizes.size() || list.stream().anyMatch(number -> number < 1 || number > MAX)) {
                return null;
            }
        }
        List<Long> spans = new ArrayList<>();
        for (int axis = 0; axis < kernel.size(); axis++) {
            spans.add((kernel.get(axis) - 1) * dilations.get(axis) + 1);
        }
        return new Window(sizes, spans, strides, dilations.stream().anyMatch(step -> step != 1));
    }

    private static @Nullable List<Long> spatial(@Nullable Shape shape) {
        return shape == null || shape.rank() < 3
                ? null
                : shape.dims().stream()
                        .skip(2)
                        .map(dim -> ((Dim.Known) dim).value())
                        .toList();
    }

    private static List<Long> orOnes(@Nullable List<Long> list, int size) {
        return list == null ? Collections.nCopies(size, 1L) : list;
    }

    /**
     * The pads that make the output as large as the input over the stride, begins and then ends; null where a stride is so
     * long that elements would have to be left out instead, which the standard and ONNX Runtime do not do alike.
     *
     * @param moreAtEnd where the odd element of padding goes
     */
    long @Nullable [] samePads(boolean moreAtEnd) {
        int rank = sizes.size();
        long[] pads = new long[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            long steps = (sizes.get(axis) + strides.get(axis) - 1) / strides.get(axis) - 1;
            long total = steps * strides.get(axis) + spans.get(axis) - sizes.get(axis);
            if (total < 0) {
                return null;
            }
            long smaller = total / 2;
            pads[axis] = moreAtEnd ? smaller : total - smaller;
            pads[rank + axis] = total - pads[axis];
        }
        return pads;
    }

    /** Whether the last step of the window ends where the padded input does, so that rounding up or down is the same. */
    boolean fitsExactly(List<Long> pads) {
        if (pads.size() != 2 * sizes.size() || pads.stream().anyMatch(pad -> pad > MAX || pad < -MAX)) {
            return false;
        }
        for (int axis = 0; axis < sizes.size(); axis++) {
            long padded = sizes.get(axis) + pads.get(axis) + pads.get(sizes.size() + axis);
            if (padded < spans.get(axis) || (padded - spans.get(axis)) % strides.get(axis) != 0) {
                return false;
            }
        }
        return true;
    }
}
