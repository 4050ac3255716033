package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Pools over {@code [N, C, spatial...]}, and over regions of it. */
final class PoolingRules {
    private PoolingRules() {}

    static void register(RuleSet rules) {
        rules.addAll(List.of("AveragePool", "LpPool", "MaxPool"), PoolingRules::pool);
        rules.addAll(List.of("GlobalAveragePool", "GlobalLpPool", "GlobalMaxPool"), PoolingRules::global);
        rules.add("MaxUnpool", 9, PoolingRules::unpool);
        rules.add("MaxRoiPool", 1, PoolingRules::maxRoiPool);
        rules.add("RoiAlign", 10, PoolingRules::roiAlign);
    }

    /** The indices that MaxPool gives as second output have the shape of the first. */
    static void pool(NodeContext node) {
        Shape input = node.shape(0);
        Shape output = input == null ? null : pooled(node, input);
        node.setTensor(0, node.elementType(0), output);
        node.setTensor(1, ElementType.INT64, output);
    }

    /** The output shape of a pool over {@code [N, C, spatial...]}. */
    static Shape pooled(NodeContext node, Shape input) {
        if (input.rank() < 3) {
            throw new CannotInferException("input [" + input + "] has less than 3 dimensions");
        }
        if (!node.hasAttribute("kernel_shape")) {
            throw new CannotInferException("attribute kernel_shape is missing");
        }
        List<Dim> dims = new ArrayList<>(input.dims().subList(0, 2));
        Window window = Window.of(node, input.rank() - 2, null);
        List<Dim> spatial = window.outputs(input);
        for (int axis = 0; axis < window.rank(); axis++) {
            // Runtimes do not agree on what SAME means for a dilated window of a pool.
            boolean disputed = node.followsValues() && window.isSame() && window.isDilated(axis);
            dims.add(disputed ? Dim.UNKNOWN : spatial.get(axis));
        }
        return new Shape(dims);
    }

    static void global(NodeContext node) {
        Shape input = node.shape(0);
        if (input == null || input.rank() < 2) {
            node.setTensor(0, node.elementType(0), null);
            return;
        }
        List<Dim> dims = new ArrayList<>(input.dims().subList(0, 2));
        for (int axis = 2; axis < input.rank(); axis++) {
            dims.add(Dim.of(1));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    private static void unpool(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (node.hasInput(2)) {
            SymbolicTensor target = node.value(2);
            if (target != null) {
                node.setTensor(0, node.elementType(0), new Shape(target.dims()));
            } else if (input != null && node.followsValues()) {
                node.setTensor(0, node.elementType(0), Shape.ofRank(input.rank()));
            }
            return;
        }
        if (input == null || input.rank() < 3) {
            return;
        }
        Window window = Window.of(node, input.rank() - 2, null);
        Shape indices = node.shapeOfRank(1, input.rank());
        Dim channels = indices == null ? Dim.UNKNOWN : indices.dim(1);
        List<Dim> dims = new ArrayList<>();
        dims.add(input.dim(0));
        dims.add(node.followsValues() ? DimMath.merge(input.dim(1), channels) : channels);
        for (int axis = 0; axis < window.rank(); axis++) {
            Dim steps = DimMath.product(DimMath.sum(input.dim(axis + 2), -1), window.stride(axis));
            dims.add(DimMath.difference(DimMath.sum(steps, window.extent(axis)), Dim.of(window.padding(axis))));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    private static void maxRoiPool(NodeContext node) {
        Shape input = node.shapeOfRank(0, 4);
        Shape rois = node.shapeOfRank(1, 2);
        long[] pooled = node.integers("pooled_shape", 2, 1);
        node.setTensor(
                0,
                node.elementType(0),
                new Shape(List.of(
                        rois == null ? Dim.UNKNOWN : rois.dim(0),
                        input == null ? Dim.UNKNOWN : input.dim(1),
                        Dim.of(pooled[0]),
                        Dim.of(pooled[1]))));
    }

    private static void roiAlign(NodeContext node) {
        Shape input = node.shapeOfRank(0, 4);
        Shape rois = node.shapeOfRank(1, 2);
        Shape batches = node.shapeOfRank(2, 1);
        Dim count =
                DimMath.merge(rois == null ? Dim.UNKNOWN : rois.dim(0), batches == null ? Dim.UNKNOWN : batches.dim(0));
        node.setTensor(
                0,
                node.elementType(0),
                new Shape(List.of(
                        count,
                        input == null ? Dim.UNKNOWN : input.dim(1),
                        Dim.of(node.integer("output_height", 1)),
                        Dim.of(node.integer("output_width", 1)))));
    }
}
