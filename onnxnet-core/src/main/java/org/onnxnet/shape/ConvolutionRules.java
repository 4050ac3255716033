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
        List<Dim> dims = new ArrayList<>();
        dims.add(input == null ? Dim.UNKNOWN : input.dim(0));
        dims.add(weights == null ? Dim.UNKNOWN : DimMath.product(weights.dim(1), node.integer("group", 1)));
        dims.addAll(transposedSpatial(node, input == null ? Shape.ofRank(rank) : input, weights));
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    private static List<Dim> transposedSpatial(NodeContext node, Shape input, @Nullable Shape weights) {
        int rank = input.rank() - 2;
        long[] declared = node.integers("output_shape");
        if (declared != null && (declared.length == rank || declared.length == rank + 2)) {
            List<Dim> dims = new ArrayList<>();
            for (int axis = 0; axis < rank; axis++) {
                dims.add(Dim.of(declared[declared.length - rank + axis]));
            }
            return dims;
        }
        Window window = Window.of(node, rank, weights);
        long[] extra = node.integers("output_padding", rank, 0);
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            Dim in = input.dim(axis + 2);
            long stride = window.stride(axis);
            if (window.isSame()) {
                dims.add(DimMath.product(in, stride));
                continue;
            }
            Dim steps = DimMath.product(DimMath.difference(in, Dim.of(1)), stride);
            Dim reached = DimMath.sum(DimMath.sum(steps, window.extent(axis)), extra[axis]);
            dims.add(DimMath.difference(reached, Dim.of(window.padding(axis))));
        }
        return dims;
    }
}
