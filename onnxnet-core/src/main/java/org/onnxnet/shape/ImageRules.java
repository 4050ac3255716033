package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/** Operators on images that neither convolve, pool nor resize them. */
final class ImageRules {
    private ImageRules() {}

    static void register(RuleSet rules) {
        rules.add("GridSample", 16, ImageRules::gridSample);
        rules.add("AffineGrid", 20, ImageRules::affineGrid);
        rules.add("CenterCropPad", 18, ImageRules::centerCropPad);
        rules.add("Col2Im", 18, ImageRules::columnsToImage);
        rules.add("ImageDecoder", 20, ImageRules::decode);
    }

    /** Samples {@code [N, C, in...]} at positions {@code [N, out..., rank - 2]}. */
    static void gridSample(NodeContext node) {
        Shape input = node.shape(0);
        Shape grid = node.shape(1);
        Shape known = input != null ? input : grid;
        node.setTensor(0, node.elementType(0), null);
        if (known == null || (!node.followsValues() && (input == null || grid == null))) {
            return;
        }
        int rank = known.rank();
        if (rank < 3 || (grid != null && grid.rank() != rank)) {
            throw new CannotInferException(
                    "input [" + input + "] and grid [" + grid + "] do not have the same rank of at least 3");
        }
        Dim last = grid == null ? Dim.UNKNOWN : grid.dim(rank - 1);
        if (last.isKnown() && !last.is(rank - 2)) {
            throw new CannotInferException("grid [" + grid + "] has positions of " + last + " numbers");
        }
        NamedAxes axes = new NamedAxes();
        axes.put("batch", input == null ? Dim.UNKNOWN : input.dim(0));
        axes.put("batch", grid == null ? Dim.UNKNOWN : grid.dim(0));
        List<Dim> dims = new ArrayList<>();
        dims.add(axes.get("batch"));
        dims.add(input == null ? Dim.UNKNOWN : input.dim(1));
        for (int axis = 1; axis < rank - 1; axis++) {
            dims.add(grid == null ? Dim.UNKNOWN : grid.dim(axis));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** From a size {@code [N, C, H, W]} or {@code [N, C, D, H, W]} positions of 2 or 3 numbers for each pixel. */
    private static void affineGrid(NodeContext node) {
        node.setTensor(0, node.elementType(0), null);
        List<Dim> size = target(node, 1);
        if (size == null || (!node.followsValues() && node.shape(0) == null)) {
            return;
        }
        if (size.size() != 4 && size.size() != 5) {
            throw new CannotInferException("the size has " + size.size() + " numbers, wanted 4 or 5");
        }
        List<Dim> dims = new ArrayList<>();
        dims.add(size.get(0));
        dims.addAll(size.subList(2, size.size()));
        dims.add(Dim.of(size.size() - 2));
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** The dimensions in an input, unknown ones where only their number is known; null where not even that is. */
    private static @Nullable List<Dim> target(NodeContext node, int slot) {
        SymbolicTensor value = node.value(slot);
        if (value != null) {
            return value.dims();
        }
        Shape length = node.shape(slot);
        return length != null
                        && length.rank() == 1
                        && length.dim(0) instanceof Dim.Known rank
                        && rank.value() <= SymbolicTensor.MAX_ELEMENTS
                ? Shape.ofRank((int) rank.value()).dims()
                : null;
    }

    private static void centerCropPad(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        List<Dim> size = target(node, 1);
        long[] axes = node.integers("axes");
        if (input == null || (!node.followsValues() && node.value(1) == null)) {
            return;
        }
        int count = axes == null ? input.rank() : axes.length;
        if (size != null && size.size() != count) {
            throw new CannotInferException(size.size() + " sizes for " + count + " axes");
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        for (int i = 0; i < count; i++) {
            int axis = axes == null ? i : NodeContext.axis(axes[i], input.rank());
            dims.set(axis, size == null ? Dim.UNKNOWN : size.get(i));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** Columns {@code [N, C * block elements, L]} to images {@code [N, C, image shape...]}. */
    private static void columnsToImage(NodeContext node) {
        node.setTensor(0, node.elementType(0), null);
        Shape input = node.shapeOfRank(0, 3);
        List<Dim> image = target(node, 1);
        List<Dim> block = target(node, 2);
        int rank = image != null ? image.size() : block != null ? block.size() : spatialRank(node);
        if (rank < 0 || (input == null && !node.followsValues())) {
            return;
        }
        if (block != null && block.size() != rank) {
            throw new CannotInferException("an image of " + rank + " and a block of " + block.size() + " dimensions");
        }
        List<Dim> dims = new ArrayList<>();
        dims.add(input == null ? Dim.UNKNOWN : input.dim(0));
        dims.add(input == null || block == null ? Dim.UNKNOWN : channels(input.dim(1), new Shape(block)));
        dims.addAll(image != null ? image : Shape.ofRank(rank).dims());
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    private static int spatialRank(NodeContext node) {
        for (String attribute : List.of("strides", "dilations")) {
            long[] numbers = node.integers(attribute);
            if (numbers != null) {
                return numbers.length;
            }
        }
        return -1;
    }

    private static Dim channels(Dim packed, Shape block) {
        for (Dim extent : block.dims()) {
            if (extent instanceof Dim.Known known && known.value() <= 0) {
                throw new CannotInferException("block [" + block + "] has extents that are not above 0");
            }
        }
        return DimMath.exactDiv(packed, DimMath.count(block));
    }

    /** Height, width and channels, of which there are 3 unless the format is gray. */
    private static void decode(NodeContext node) {
        node.shapeOfRank(0, 1);
        boolean gray = node.text("pixel_format", "RGB").equals("Grayscale");
        Tensor file = node.followsValues() ? node.constant(0) : null;
        ImageSize size = file == null ? null : size(file);
        node.setTensor(
                0,
                ElementType.UINT8,
                new Shape(List.of(
                        size == null ? Dim.UNKNOWN : Dim.of(size.height()),
                        size == null ? Dim.UNKNOWN : Dim.of(size.width()),
                        node.followsValues() ? Dim.of(gray ? 1 : 3) : Dim.UNKNOWN)));
    }

    private static @Nullable ImageSize size(Tensor file) {
        if (file.elementType() != ElementType.UINT8) {
            return null;
        }
        if (file.data() instanceof TensorData.External external) {
            return ImageSize.of(external.bytes());
        }
        if (file.data() instanceof TensorData.Encoded encoded && encoded.layout() == TensorData.Layout.RAW) {
            return ImageSize.of(encoded.bytes());
        }
        return file.elementCount() <= SymbolicTensor.MAX_ELEMENTS ? ImageSize.of(file.toRawBytes()) : null;
    }
}
