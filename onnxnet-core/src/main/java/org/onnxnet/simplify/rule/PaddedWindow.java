package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;

/** A Pad in front of a window operator, Conv or pooling, that the operator's own pads can take over. */
final class PaddedWindow {
    private PaddedWindow() {}

    /**
     * The pads of the operator with those of the Pad added, begins of the spatial axes and then ends; null where there is no
     * constant Pad of its own in front, where it pads other axes or cuts, or where the operator chooses its pads itself.
     *
     * @param filling what the Pad has to fill in
     */
    static long @Nullable [] pads(Node window, double filling, GraphView graph) {
        Node pad = graph.producer(window.input(0), "Pad");
        String auto = window.stringAttribute("auto_pad", "NOTSET");
        if (pad == null
                || !graph.isUsedOnce(window.input(0))
                || !pad.stringAttribute("mode", "constant").equals("constant")
                || !auto.equals("NOTSET")
                || !fillsWith(pad, filling, graph)) {
            return null;
        }
        Shape shape = graph.shape(pad.input(0));
        long[] pads = Pads.of(pad, graph);
        if (shape == null || pads == null || pads.length != 2 * shape.rank() || shape.rank() < 3) {
            return null;
        }
        return sum(pads, window.intsAttribute("pads"), shape.rank());
    }

    private static long @Nullable [] sum(long[] pads, @Nullable List<Long> own, int rank) {
        int spatial = rank - 2;
        long[] both = new long[2 * spatial];
        if (own != null && own.size() != both.length) {
            return null;
        }
        for (int i = 0; i < pads.length; i++) {
            int axis = i % rank;
            if (pads[i] < 0 || (axis < 2 && pads[i] != 0)) {
                return null;
            }
            if (axis >= 2) {
                int slot = (i / rank) * spatial + axis - 2;
                both[slot] = pads[i] + (own == null ? 0 : own.get(slot));
            }
        }
        return both;
    }

    private static boolean fillsWith(Node pad, double filling, GraphView graph) {
        if (graph.opset() < 11) {
            return pad.floatAttribute("value", 0) == filling;
        }
        Double value = pad.hasInput(2) ? Operands.scalar(pad.input(2), graph) : Double.valueOf(0);
        return value != null && value == filling;
    }

    /** Whether every pad is smaller than the window, as runtimes demand of poolings. */
    static boolean fitsKernel(long[] pads, Node window) {
        List<Long> kernel = window.intsAttribute("kernel_shape");
        if (kernel == null || kernel.size() * 2 != pads.length) {
            return false;
        }
        for (int i = 0; i < pads.length; i++) {
            if (pads[i] >= kernel.get(i % kernel.size())) {
                return false;
            }
        }
        return true;
    }

    /** The operator that pads itself. */
    static Edit edit(Node window, long[] pads, GraphView graph, Attribute... others) {
        Node pad = Objects.requireNonNull(graph.producer(window.input(0)));
        List<Attribute> attributes = new ArrayList<>(window.attributes());
        attributes.removeIf(attribute -> attribute.name().equals("pads")
                || attribute.name().equals("auto_pad")
                || Arrays.stream(others).anyMatch(other -> other.name().equals(attribute.name())));
        attributes.add(Attribute.ofInts("pads", pads));
        attributes.addAll(List.of(others));
        List<String> inputs = new ArrayList<>(window.inputs());
        inputs.set(0, pad.input(0));
        return Edit.because("the operator can pad itself")
                .remove(window)
                .remove(pad)
                .add(window.withInputs(inputs).withAttributes(attributes))
                .build();
    }
}
