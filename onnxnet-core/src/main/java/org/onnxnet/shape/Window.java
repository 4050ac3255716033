package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** The sliding window of convolutions and pools, by spatial axis. */
final class Window {
    private final List<@Nullable Long> kernel;
    private final long[] strides;
    private final long[] dilations;
    private final long[] pads;
    private final String autoPad;
    private final boolean ceil;

    private Window(NodeContext node, int spatialRank, List<@Nullable Long> kernel) {
        this.kernel = kernel;
        this.strides = positive("strides", node.integers("strides", spatialRank, 1));
        this.dilations = positive("dilations", node.integers("dilations", spatialRank, 1));
        this.pads = node.integers("pads", 2 * spatialRank, 0);
        this.autoPad = node.text("auto_pad", "NOTSET");
        this.ceil = node.integer("ceil_mode", 0) != 0;
    }

    /** The window that the attributes of a node describe; the kernel falls back to the spatial dimensions of the weights. */
    static Window of(NodeContext node, int spatialRank, @Nullable Shape weights) {
        long[] declared = node.integers("kernel_shape");
        List<@Nullable Long> kernel = new ArrayList<>();
        for (int i = 0; i < spatialRank; i++) {
            if (declared != null) {
                kernel.add(node.integers("kernel_shape", spatialRank, 1)[i]);
            } else if (weights != null) {
                kernel.add(weights.dim(i + 2) instanceof Dim.Known known ? known.value() : null);
            } else {
                kernel.add(null);
            }
        }
        return new Window(node, spatialRank, kernel);
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

    boolean isSame() {
        return autoPad.equals("SAME_UPPER") || autoPad.equals("SAME_LOWER");
    }

    long stride(int axis) {
        return strides[axis];
    }

    int rank() {
        return strides.length;
    }

    /** The number of inputs that one window covers; unknown where the kernel is. */
    Dim extent(int axis) {
        Long size = kernel.get(axis);
        if (size == null) {
            return Dim.UNKNOWN;
        }
        if (size <= 0) {
            throw new CannotInferException("the kernel has extent " + size + ", wanted one above 0");
        }
        return Dim.of(Math.addExact(Math.multiplyExact(size - 1, dilations[axis]), 1));
    }

    long padding(int axis) {
        return autoPad.equals("VALID") ? 0 : Math.addExact(pads[axis], pads[axis + rank()]);
    }

    /**
     * The number of windows along a spatial axis. With {@code ceil_mode} a last one that is not full counts if it starts
     * inside the input or the padding before it.
     */
    Dim output(int axis, Dim input) {
        long stride = strides[axis];
        if (isSame()) {
            return DimMath.ceilDiv(input, stride);
        }
        Dim room = DimMath.difference(DimMath.sum(input, padding(axis)), extent(axis));
        if (room instanceof Dim.Known known && known.value() < 0) {
            throw new CannotInferException("a window of " + extent(axis) + " does not fit an input of " + input
                    + " with padding " + padding(axis) + " on axis " + (axis + 2));
        }
        Dim output = DimMath.sum(ceil ? DimMath.ceilDiv(room, stride) : DimMath.floorDiv(room, stride), 1);
        if (!ceil) {
            return output;
        }
        // A last window that would start in the padding at the end is left out.
        Dim starts = DimMath.ceilDiv(DimMath.sum(input, autoPad.equals("VALID") ? 0 : pads[axis]), stride);
        return DimMath.min(output, starts);
    }

    /** The spatial dimensions of the output for an input of shape {@code [N, C, spatial...]}. */
    List<Dim> outputs(Shape input) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < rank(); axis++) {
            dims.add(output(axis, input.dim(axis + 2)));
        }
        return dims;
    }
}
