package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** Resampling: each axis gets a size, or a scale that its extent is multiplied with and rounded down. */
final class ResizeRules {
    private ResizeRules() {}

    static void register(RuleSet rules) {
        rules.add("Upsample", 1, ResizeRules::upsampleImage);
        rules.add("Upsample", 7, node -> scale(node, floats(node, "scales")));
        rules.add("Upsample", 9, node -> scale(node, doubles(node, 1)));
        rules.add("Resize", 10, node -> scale(node, doubles(node, 1)));
        rules.add("Resize", 11, ResizeRules::resize);
    }

    private static double @Nullable [] floats(NodeContext node, String name) {
        return node.attribute(name) instanceof Attribute.OfFloats found
                ? found.value().stream().mapToDouble(Float::doubleValue).toArray()
                : null;
    }

    private static double @Nullable [] doubles(NodeContext node, int slot) {
        SymbolicTensor value = node.value(slot);
        return value != null && value.isKnown() ? value.toDoubles() : null;
    }

    /** Version 1 scales height and width of {@code [N, C, H, W]}. */
    private static void upsampleImage(NodeContext node) {
        Shape input = node.shapeOfRank(0, 4);
        scale(node, input, new double[] {1, 1, node.real("height_scale", 1), node.real("width_scale", 1)});
    }

    private static void scale(NodeContext node, double @Nullable [] scales) {
        scale(node, node.shape(0), scales);
    }

    private static void scale(NodeContext node, @Nullable Shape input, double @Nullable [] scales) {
        node.setTensor(0, node.elementType(0), null);
        if (input == null) {
            return;
        }
        if (scales == null) {
            node.setTensor(0, node.elementType(0), Shape.ofRank(input.rank()));
            return;
        }
        if (scales.length != input.rank()) {
            throw new CannotInferException(scales.length + " scales for input [" + input + "]");
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < scales.length; axis++) {
            dims.add(scaled(node, input.dim(axis), scales[axis]));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** Runtimes multiply in single precision, the definition is exact: where the two differ nothing is certain. */
    private static Dim scaled(NodeContext node, Dim input, double scale) {
        if (!(scale > 0)) {
            throw new CannotInferException("scale " + scale + " is not above 0");
        }
        if (node.followsValues() && scale == Math.rint(scale) && scale < Integer.MAX_VALUE) {
            return DimMath.product(input, (long) scale);
        }
        if (!(input instanceof Dim.Known known)) {
            return Dim.UNKNOWN;
        }
        double exact = Math.floor(known.value() * scale);
        double single = Math.floor((float) known.value() * (float) scale);
        boolean certain = exact == single || !node.followsValues();
        return certain && exact < Long.MAX_VALUE ? Dim.of((long) exact) : Dim.UNKNOWN;
    }

    /** Since version 11 scales are at slot 2 and sizes at 3, one of which is empty or left out; since 18 for some axes. */
    private static void resize(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (input == null) {
            return;
        }
        node.setTensor(0, node.elementType(0), Shape.ofRank(input.rank()));
        int[] axes = axes(node, input.rank());
        if (isGiven(node, 3)) {
            SymbolicTensor sizes = node.value(3);
            if (sizes != null) {
                node.setTensor(0, node.elementType(0), new Shape(sized(node, input, axes, sizes)));
            }
            return;
        }
        double[] scales = doubles(node, 2);
        if (scales == null || scales.length == 0) {
            return;
        }
        if (scales.length != axes.length) {
            throw new CannotInferException(scales.length + " scales for " + axes.length + " axes");
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        // The definition multiplies with the extent of the region too, which implementations do not.
        boolean cropped = node.followsValues()
                && node.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
        for (int i = 0; i < axes.length; i++) {
            dims.set(axes[i], cropped ? Dim.UNKNOWN : scaled(node, dims.get(axes[i]), scales[i]));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** Whether an input is there and not known to be empty. */
    private static boolean isGiven(NodeContext node, int slot) {
        Shape shape = node.shape(slot);
        boolean empty = shape != null && shape.rank() == 1 && shape.dim(0).is(0);
        return node.hasInput(slot) && !empty;
    }

    private static int[] axes(NodeContext node, int rank) {
        long[] given = node.integers("axes");
        int[] axes = new int[given == null ? rank : given.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = given == null ? i : NodeContext.axis(given[i], rank);
        }
        return axes;
    }

    private static List<Dim> sized(NodeContext node, Shape input, int[] axes, SymbolicTensor sizes) {
        if (sizes.size() != axes.length) {
            throw new CannotInferException(sizes.size() + " sizes for " + axes.length + " axes");
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        String policy = node.text("keep_aspect_ratio_policy", "stretch");
        if (policy.equals("stretch")) {
            for (int i = 0; i < axes.length; i++) {
                dims.set(axes[i], sizes.dim(i));
            }
            return dims;
        }
        Double scale = commonScale(input, axes, sizes, policy);
        for (int axis : axes) {
            Dim in = input.dim(axis);
            dims.set(
                    axis,
                    scale != null && in instanceof Dim.Known known
                            ? Dim.of(Math.round(known.value() * scale))
                            : Dim.UNKNOWN);
        }
        return dims;
    }

    /** The scale that makes no axis larger, or none smaller, than asked; null where that is not known. */
    private static @Nullable Double commonScale(Shape input, int[] axes, SymbolicTensor sizes, String policy) {
        boolean larger = policy.equals("not_smaller");
        if (!larger && !policy.equals("not_larger")) {
            throw new CannotInferException("attribute keep_aspect_ratio_policy is '" + policy
                    + "', wanted stretch, not_larger or not_smaller");
        }
        Double scale = null;
        for (int i = 0; i < axes.length; i++) {
            if (!(input.dim(axes[i]) instanceof Dim.Known in)
                    || !(sizes.dim(i) instanceof Dim.Known out)
                    || in.value() == 0) {
                return null;
            }
            double own = (double) out.value() / in.value();
            scale = scale == null
                    ? Double.valueOf(own)
                    : Double.valueOf(larger ? Math.max(scale, own) : Math.min(scale, own));
        }
        return scale;
    }
}
