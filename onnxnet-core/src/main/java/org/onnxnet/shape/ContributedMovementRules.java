package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Operators of ONNX Runtime that move, pick, generate or transform, from before ONNX had some of them. */
final class ContributedMovementRules {
    private ContributedMovementRules() {}

    static void register(RuleSet rules) {
        rules.add("Crop", 1, ContributedMovementRules::crop);
        rules.add("DynamicSlice", 1, node -> SliceRule.infer(node, true));
        rules.add("GivenTensorFill", 1, ContributedMovementRules::filled);
        rules.addContributed("Pad", ContributedMovementRules::pad);
        rules.addContributed("ExpandDims", ContributedMovementRules::expandDims);
        rules.addContributed("Range", ShapeValueRules::range);
        rules.addContributed("Unique", ContributedMovementRules::unique);
        rules.addContributed("GatherND", SelectionRules::gatherNd);
        rules.addContributed("GridSample", ImageRules::gridSample);
        rules.addContributed("CropAndResize", ContributedMovementRules::cropAndResize);
        rules.addContributed("CDist", ContributedMovementRules::distances);
        rules.addContributed("Tokenizer", ContributedMovementRules::tokenize);
        rules.addContributed("TorchEmbedding", ContributedMovementRules::embedding);
        rules.addContributed("WordConvEmbedding", ContributedMovementRules::words);
        rules.addContributed("DynamicTimeWarping", ContributedMovementRules::path);
        rules.addContributed("BifurcationDetector", ContributedMovementRules::merged);
        rules.addContributed("GatherBlockQuantized", ContributedMovementRules::gatherQuantized);
        rules.addContributed("UnfoldTensor", ContributedMovementRules::unfold);
        rules.addContributed("Rfft", ContributedMovementRules::realTransform);
        rules.addContributed("Irfft", ContributedMovementRules::inverseTransform);
        rules.addContributed("ConvTransposeWithDynamicPads", ContributedMovementRules::transposedConvolution);
        rules.addContributed("RemovePadding", ContributedMovementRules::removePadding);
        rules.addContributed("RestorePadding", ContributedMovementRules::restorePadding);
        for (String type : List.of("BeamSearch", "WhisperBeamSearch")) {
            rules.addContributed(type, ContributedMovementRules::beamSearch);
        }
        for (String type : List.of("GreedySearch", "Sampling")) {
            rules.addContributed(
                    type,
                    node -> node.setTensor(
                            0, ElementType.INT32, new Shape(List.of(extent(node, 0, 0), number(node, 1)))));
        }
    }

    private static Dim extent(NodeContext node, int slot, int axis) {
        Shape shape = node.shape(slot);
        return shape == null || axis >= shape.rank() ? Dim.UNKNOWN : shape.dim(axis);
    }

    /** The only element of an input as an extent. */
    private static Dim number(NodeContext node, int slot) {
        SymbolicTensor value = node.value(slot);
        return value == null || value.size() != 1 ? Dim.UNKNOWN : value.dim(0);
    }

    /** Rows and columns cut off left, top, right and bottom; or a part of a given height and width. */
    private static void crop(NodeContext node) {
        Shape input = node.shapeOfRank(0, 4);
        node.setTensor(0, node.elementType(0), null);
        long[] border = node.integers("border", 4, 0);
        long[] scale = node.integers("scale");
        if (input == null) {
            return;
        }
        Dim height = DimMath.difference(input.dim(2), Dim.of(Math.addExact(border[1], border[3])));
        Dim width = DimMath.difference(input.dim(3), Dim.of(Math.addExact(border[0], border[2])));
        if (scale != null && scale.length == 2) {
            height = Dim.of(scale[0]);
            width = Dim.of(scale[1]);
        }
        node.setTensor(0, node.elementType(0), new Shape(List.of(input.dim(0), input.dim(1), height, width)));
    }

    /** A shape that is an attribute, or that of the input with more axes; numbers in an input are floats, and not followed. */
    private static void filled(NodeContext node) {
        long[] shape = node.integers("shape");
        long[] extra = node.integers("extra_shape");
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (shape != null) {
            node.setTensor(0, node.elementType(0), Shape.of(shape));
        } else if (input != null && node.integer("input_as_shape", 0) == 0) {
            List<Dim> dims = new ArrayList<>(input.dims());
            dims.addAll(extra == null ? List.of() : Shape.of(extra).dims());
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    /** All pads before, then all after; they may come as a matrix of one row. */
    private static void pad(NodeContext node) {
        Shape input = node.shape(0);
        SymbolicTensor pads = node.value(1);
        node.setTensor(0, node.elementType(0), input == null ? null : Shape.ofRank(input.rank()));
        if (input == null || pads == null) {
            return;
        }
        if (pads.size() != 2 * input.rank()) {
            throw new CannotInferException(pads.size() + " pads for " + input.rank() + " axes");
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            Dim before = DimMath.sum(input.dim(axis), pads.dim(axis));
            dims.add(DimMath.sum(before, pads.dim(axis + input.rank())));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    private static void expandDims(NodeContext node) {
        Shape input = node.shape(0);
        long[] axis = node.longs(1);
        node.setTensor(0, node.elementType(0), input == null ? null : Shape.ofRank(input.rank() + 1));
        if (input != null && axis != null && axis.length == 1) {
            node.setTensor(0, node.elementType(0), ScanRule.inserted(input, axis[0], Dim.of(1)));
        }
    }

    private static void unique(NodeContext node) {
        Shape input = node.shapeOfRank(0, 1);
        node.setTensor(0, node.elementType(0), Shape.ofRank(1));
        node.setTensor(1, ElementType.INT64, input == null ? Shape.ofRank(1) : input);
        node.setTensor(2, ElementType.INT64, Shape.ofRank(1));
    }

    private static void cropAndResize(NodeContext node) {
        Shape input = node.shapeOfRank(0, 4);
        SymbolicTensor size = node.value(3);
        List<Dim> target = size == null || size.size() != 2 ? Shape.ofRank(2).dims() : size.dims();
        node.setTensor(
                0,
                node.elementType(0),
                new Shape(List.of(
                        extent(node, 1, 0), input == null ? Dim.UNKNOWN : input.dim(1), target.get(0), target.get(1))));
    }

    /** From each row of one matrix to each of the other. */
    private static void distances(NodeContext node) {
        node.setTensor(0, node.elementType(0), new Shape(List.of(extent(node, 0, 0), extent(node, 1, 0))));
    }

    private static void tokenize(NodeContext node) {
        node.setTensor(0, ElementType.STRING, ScanRule.inserted(node.shape(0), -1, Dim.UNKNOWN));
    }

    private static void embedding(NodeContext node) {
        node.setTensor(0, node.elementType(0), ScanRule.inserted(node.shape(1), -1, extent(node, 0, 1)));
    }

    /** Words {@code [words, letters]} through a convolution with as many filters as the result is wide. */
    private static void words(NodeContext node) {
        Shape words = node.shapeOfRank(0, 2);
        Shape weights = node.shapeOfRank(1, 4);
        node.setTensor(
                0,
                node.elementType(1),
                new Shape(List.of(
                        words == null ? Dim.UNKNOWN : words.dim(0), weights == null ? Dim.UNKNOWN : weights.dim(0))));
    }

    /** Rows and columns of the points on the cheapest path, as many as the costs say. */
    private static void path(NodeContext node) {
        node.setTensor(0, ElementType.INT32, new Shape(List.of(Dim.of(2), Dim.UNKNOWN)));
    }

    /** Tokens so far with as many of the predicted ones as are right; without any predicted all stay as they are. */
    private static void merged(NodeContext node) {
        node.setTensor(0, node.elementType(1), node.hasInput(3) ? Shape.ofRank(1) : node.shape(1));
        node.copyType(2, 1);
    }

    /** Bytes that hold several elements are unpacked on the last axis; how many depends on the layout of the weights. */
    private static void gatherQuantized(NodeContext node) {
        Shape data = node.shape(0);
        Shape indices = node.shape(1);
        node.setTensor(0, node.elementType(2), null);
        if (data == null || indices == null || data.rank() == 0) {
            return;
        }
        int axis = NodeContext.axis(node.integer("gather_axis", 0), data.rank());
        List<Dim> dims = new ArrayList<>(data.dims());
        boolean packed = node.elementType(0) != ElementType.INT4 && node.elementType(0) != ElementType.UINT4;
        if (packed) {
            dims.set(data.rank() - 1, Dim.UNKNOWN);
        }
        dims.remove(axis);
        dims.addAll(axis, indices.dims());
        node.setTensor(0, node.elementType(2), new Shape(dims));
    }

    /** Slices of an axis, each {@code step} after the last, along a new last axis. */
    private static void unfold(NodeContext node) {
        Shape input = node.shape(0);
        long size = node.integer("size", -1);
        long step = node.integer("step", 1);
        node.setTensor(0, node.elementType(0), null);
        if (input == null || input.rank() == 0 || size <= 0 || step <= 0) {
            return;
        }
        int axis = NodeContext.axis(node.integer("dim", -1), input.rank());
        List<Dim> dims = new ArrayList<>(input.dims());
        dims.set(axis, DimMath.sum(DimMath.floorDiv(DimMath.difference(dims.get(axis), Dim.of(size)), step), 1));
        dims.add(Dim.of(size));
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** Real numbers to pairs; of a transform that is symmetric one half is kept. */
    private static void realTransform(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (input != null && input.rank() > 0) {
            List<Dim> dims = new ArrayList<>(input.dims());
            boolean half = node.integer("onesided", 1) != 0;
            int last = dims.size() - 1;
            dims.set(last, half ? DimMath.sum(DimMath.floorDiv(dims.get(last), 2), 1) : dims.get(last));
            dims.add(Dim.of(2));
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    private static void inverseTransform(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (input != null && input.rank() > 1) {
            List<Dim> dims = new ArrayList<>(input.dims().subList(0, input.rank() - 1));
            boolean half = node.integer("onesided", 1) != 0;
            int last = dims.size() - 1;
            dims.set(last, half ? DimMath.product(DimMath.sum(dims.get(last), -1), 2) : dims.get(last));
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    private static void transposedConvolution(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (input != null && input.rank() > 2) {
            List<Dim> dims = new ArrayList<>(Shape.ofRank(input.rank()).dims());
            dims.set(0, input.dim(0));
            dims.set(1, DimMath.product(extent(node, 1, 1), node.integer("group", 1)));
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    /** {@code [B, S, hidden]} to the tokens that count, with where each was, and where each row begins. */
    private static void removePadding(NodeContext node) {
        Shape input = node.shapeOfRank(0, 3);
        Dim batch = extent(node, 0, 0);
        node.setTensor(0, node.elementType(0), new Shape(List.of(Dim.UNKNOWN, extent(node, 0, 2))));
        node.setTensor(1, ElementType.INT32, input == null ? Shape.ofRank(2) : new Shape(List.of(batch, input.dim(1))));
        node.setTensor(2, ElementType.INT32, new Shape(List.of(DimMath.sum(batch, 1))));
        node.setTensor(3, ElementType.INT32, Shape.of(1));
    }

    private static void restorePadding(NodeContext node) {
        Shape input = node.shapeOfRank(0, 2);
        Shape offsets = node.shapeOfRank(1, 2);
        node.setTensor(
                0,
                node.elementType(0),
                new Shape(List.of(
                        offsets == null ? Dim.UNKNOWN : offsets.dim(0),
                        offsets == null ? Dim.UNKNOWN : offsets.dim(1),
                        input == null ? Dim.UNKNOWN : input.dim(1))));
    }

    /** Sequences {@code [B, returned, longest]} and their scores; the scores of every step are left open. */
    private static void beamSearch(NodeContext node) {
        Dim batch = extent(node, 0, 0);
        Dim returned = number(node, 4);
        ElementType scores = node.elementType(5);
        node.setTensor(0, ElementType.INT32, new Shape(List.of(batch, returned, number(node, 1))));
        node.setTensor(1, scores, new Shape(List.of(batch, returned)));
    }
}
