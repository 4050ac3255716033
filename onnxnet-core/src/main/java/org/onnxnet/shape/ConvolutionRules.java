package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Convolutions over {@code [N, C, spatial...]} with weights {@code [M, C/group, kernel...]}. */
final class ConvolutionRules {
    private ConvolutionRules() {}

    static void register(RuleSet rules) {
        rules.add("Conv", 1, node -> node.setTensor(0, node.elementType(0), convolution(node, 0, 1)));
        rules.add("ConvInteger", 10, node -> node.setTensor(0, ElementType.INT32, convolution(node, 0, 1)));
        rules.add("DeformConv", 19, node -> node.setTensor(0, node.elementType(0), convolution(node, 0, 1)));
        rules.add("ConvTranspose", 1, ConvolutionRules::transposed);
    }

    /** The output shape for the data and weights at two slots; null where the rank is not known. */
    static @Nullable Shape convolution(NodeContext node, int data, int kernel) {
        Shape input = node.shape(data);
        Shape weights = node.shape(kernel);
        int rank = rank(node, input, weights);
        if (rank < 0) {
            return null;
        }
        Window window = Window.of(node, rank - 2, weights);
        if (!node.followsValues() && !window.isKernelKnown()) {
            return null;
        }
        List<Dim> dims = new ArrayList<>();
        dims.add(input == null ? Dim.UNKNOWN : input.dim(0));
        dims.add(weights == null ? Dim.UNKNOWN : weights.dim(0));
        dims.addAll(window.outputs(input == null ? Shape.ofRank(rank) : input));
        return new Shape(dims);
    }

    /** The common rank of data and weights; -1 where neither is known. */
    private static int rank(NodeContext node, @Nullable Shape input, @Nullable Shape weights) {
        Shape known = input != null ? input : weights;
        if (known == null || (!node.followsValues() && (input == null || weights == null))) {
            return -1;
        }
        if (known.rank() < 3 || (weights != null && weights.rank() != known.rank())) {
            throw new CannotInferException(
                    "data [" + input + "] and weights [" + weights + "] do not have the same rank of at least 3");
        }
        return known.rank();
    }

    private static void transposed(NodeContext node) {
        Shape input = node.shape(0);
        Shape weights = node.shape(1);
        node.setTensor(0, node.elementType(0), null);
        int rank = rank(node, input, weights);
        if (rank < 0) {
            return;
        }
        Window window = Window.of(node, rank - 2, weights);
        if (!node.followsValues() && !window.isKernelKnown()) {
            return;
        }
        List<Dim> dims = new ArrayList<>();
        dims.add(input == null ? Dim.UNKNOWN : input.dim(0));
        dims.add(weights == null ? Dim.UNKNOWN : DimMath.product(weights.dim(1), node.integer("group", 1)));
        dims.addAll(transposedSpatial(node, window, input == null ? Shape.ofRank(rank) : input));
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    private static List<Dim> transposedSpatial(NodeContext node, Window window, Shape input) {
        int rank = window.rank();
        long[] declared = node.integers("output_shape");
        long[] extra = node.integers("output_padding", rank, 0);
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (declared != null && (declared.length == rank || declared.length == rank + 2)) {
                dims.add(Dim.of(declared[declared.length - rank + axis]));
            } else {
                dims.add(transposed(node, window, axis, input.dim(axis + 2), extra[axis]));
            }
        }
        return dims;
    }

    private static Dim transposed(NodeContext node, Window window, int axis, Dim input, long extra) {
        long stride = window.stride(axis);
        Dim steps = DimMath.product(DimMath.difference(input, Dim.of(1)), stride);
        Dim reached = DimMath.sum(DimMath.sum(steps, window.extent(axis)), extra);
        if (!window.isSame()) {
            return DimMath.difference(reached, Dim.of(window.padding(axis)));
        }
        if (node.followsValues()) {
            // The wanted size is input * stride; windows that are too small for it leave it unreached.
            return DimMath.min(reached, DimMath.product(input, stride));
        }
        return window.extent(axis) instanceof Dim.Known covered
                ? DimMath.sum(reached, -Math.max(0, covered.value() - stride))
                : Dim.UNKNOWN;
    }
}
