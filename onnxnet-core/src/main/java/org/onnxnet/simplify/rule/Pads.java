package org.onnxnet.simplify.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.GraphView;

/** The amounts of a <a href="https://onnx.ai/onnx/operators/onnx__Pad.html">Pad</a> node in all its versions. */
final class Pads {
    private Pads() {}

    /** Begins of all axes, then ends of all axes; null where they are not constant or do not fit the axes. */
    static long @Nullable [] of(Node pad, GraphView graph) {
        if (graph.opset() < 2) {
            return longs(pad.intsAttribute("paddings"));
        }
        if (graph.opset() < 11) {
            return longs(pad.intsAttribute("pads"));
        }
        long[] pads = graph.longs(pad.input(1));
        if (pads == null || !pad.hasInput(3)) {
            return pads;
        }
        Shape shape = graph.shape(pad.input(0));
        long[] axes = graph.longs(pad.input(3));
        if (shape == null || axes == null || pads.length != 2 * axes.length) {
            return null;
        }
        long[] all = new long[2 * shape.rank()];
        for (int i = 0; i < axes.length; i++) {
            int axis = (int) (axes[i] < 0 ? axes[i] + shape.rank() : axes[i]);
            if (axis < 0 || axis >= shape.rank()) {
                return null;
            }
            all[axis] = pads[i];
            all[shape.rank() + axis] = pads[axes.length + i];
        }
        return all;
    }

    private static long @Nullable [] longs(@Nullable List<Long> list) {
        return list == null ? null : list.stream().mapToLong(Long::longValue).toArray();
    }
}
