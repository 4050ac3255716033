package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** The sliding window of convolutions and pools, by spatial axis. */
final class Window {
    private final NodeContext node;
    private final List<@Nullable Long> kernel;
    private final long[] strides;
    private final long[] dilations;
    private final long[] pads;
    private final boolean same;
    private final boolean ceil;

    private Window(NodeContext node, List<@Nullable Long> kernel) {
        int rank = kernel.size();
        String autoPad = node.text("auto_pad", "NOTSET");
        // The reference implementation lets pads win over auto_pad; the operators' definition knows no such case.
        boolean padsWin = !node.followsValues() && node.hasAttribute("pads");
        this.node = node;
        this.kernel = kernel;
        this.strides = positive("strides", node.integers("strides", rank, 1));
        this.dilations = positive("dilations", node.integers("dilations", rank, 1));
        this.pads = autoPad.equals("VALID") && !padsWin ? new long[2 * rank] : node.integers("pads", 2 * rank, 0);
        this.same = (autoPad.equals("SAME_UPPER") || autoPad.equals("SAME_LOWER")) && !padsWin;
        this.ceil = node.integer("ceil_mode", 0) != 0;
    }

    /** The window that the attributes of a node describe; the kernel falls back to the spatial dimensions of the weights. */
    static Window of(NodeContext node, int spatialRank, @Nullable Shape weights) {
        long[] declared = node.hasAttribute("kernel_shape") ? node.integers("kernel_shape", spatialRank, 1) : null;
        List<@Nullable Long> kernel = new ArrayList<>();
        for (int i = 0; i < spatialRank; i++) {
            Long size = declared != null
                    ? Long.valueOf(declared[i])
                    : weights != null && weights.dim(i + 2) instanceof Dim.Known known ? (Long) known.value() : null;
            if (size != null && size <= 0) {
                throw new CannotInferException("the kernel has extent " + size + ", wanted one above 0");
            }
            kernel.add(size);
        }
        return new Window(node, kernel);
    }

    private static long[] positive(String attribute, long[] numbers) {
        for (long number : numbers) {
            if (number <= 0) {
                throw new CannotInferException(
                        "attribute " + attribute + " has " + number + ", wanted numbers above 0");
            }
        }
        return numbers;
    }

    int rank() {
        return strides.length;
    }

    boolean isKernelKnown() {
        return !kernel.contains(null);
    }

    long stride(int axis) {
        return strides[axis];
    }

    boolean isSame() {
        return same;
    }

    boolean isDilated(int axis) {
        return dilations[axis] != 1;
    }

    /** The number of inputs that one window covers; unknown where the kernel is. */
    Dim extent(int axis) {
        Long size = kernel.get(axis);
        return size == null ? Dim.UNKNOWN : Dim.of(Math.addExact(Math.multiplyExact(size - 1, dilations[axis]), 1));
    }

    long padding(int axis) {
        return Math.addExact(pads[axis], pads[axis + rank()]);
    }

    /** The spatial dimensions of the output for an input of shape {@code [N, C, spatial...]}. */
    List<Dim> outputs(Shape input) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < rank(); axis++) {
            Dim size = input.dim(axis + 2);
            dims.add(node.followsValues() ? output(axis, size) : referenceOutput(axis, size));
        }
        return dims;
    }

    /**
     * The number of windows along a spatial axis. With {@code ceil_mode} a last one that is not full counts if it starts
     * inside the input or the padding before it.
     */
    private Dim output(int axis, Dim input) {
        if (same) {
            return DimMath.ceilDiv(input, strides[axis]);
        }
        Dim room = DimMath.difference(DimMath.sum(input, padding(axis)), extent(axis));
        if (room instanceof Dim.Known known && known.value() < 0) {
            node.problem("a window of " + extent(axis) + " does not fit an input of " + input + " with padding "
                    + padding(axis) + " on axis " + (axis + 2));
            return Dim.UNKNOWN;
        }
        if (!ceil) {
            return DimMath.sum(DimMath.floorDiv(room, strides[axis]), 1);
        }
        Dim starts = DimMath.ceilDiv(DimMath.sum(input, pads[axis]), strides[axis]);
        return DimMath.min(DimMath.sum(DimMath.ceilDiv(room, strides[axis]), 1), starts);
    }

    /** The same in the reference implementation, which divides towards zero and before version 22 counts all windows. */
    private Dim referenceOutput(int axis, Dim input) {
        if (!(input instanceof Dim.Known in) || !(extent(axis) instanceof Dim.Known covered)) {
            return Dim.UNKNOWN;
        }
        long stride = strides[axis];
        long residue = in.value() % stride == 0 ? stride : in.value() % stride;
        long padding = same ? Math.max(0, covered.value() - residue) : padding(axis);
        long before = same ? padding / 2 : pads[axis];
        long room = in.value() + padding - covered.value();
        long count = (ceil ? room + stride - 1 : room) / stride + 1;
        boolean startsOutside = ceil && node.opset() >= 22 && (count - 1) * stride >= in.value() + before;
        return Dim.of(startsOutside ? count - 1 : count);
    }
}
