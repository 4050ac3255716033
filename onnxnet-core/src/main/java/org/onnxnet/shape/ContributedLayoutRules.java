package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;

/**
 * Operators on images whose channels lie in memory in blocks of 8 or 16, as the processor likes it. Shapes are those of
 * {@code [N, C, spatial...]}, where C is filled up to whole blocks.
 */
final class ContributedLayoutRules {
    private static final int LARGEST_BLOCK = 16;

    private ContributedLayoutRules() {}

    static void register(RuleSet rules) {
        add(rules, "ReorderInput", ContributedLayoutRules::toBlocks);
        add(rules, "ReorderOutput", ContributedLayoutRules::fromBlocks);
        add(rules, "Conv", node -> node.setTensor(0, node.elementType(0), ConvolutionRules.convolution(node, 0, 1)));
        add(rules, "Upsample", ContributedLayoutRules::upsample);
        for (String type : List.of("AveragePool", "MaxPool")) {
            add(rules, type, PoolingRules::pool);
        }
        for (String type : List.of("GlobalAveragePool", "GlobalMaxPool")) {
            add(rules, type, PoolingRules::global);
        }
    }

    private static void add(RuleSet rules, String type, ShapeRule rule) {
        rules.add(new OpId("com.microsoft.nchwc", type), 1, rule);
    }

    /** Which block a processor likes the model does not say; whole blocks of the largest are whole blocks of all. */
    private static void toBlocks(NodeContext node) {
        Shape input = image(node);
        if (input != null) {
            Shape first = node.integer("channels_last", 0) != 0 ? ContributedProductRules.channelsFirst(input) : input;
            boolean isWhole = first.dim(1) instanceof Dim.Known known && known.value() % LARGEST_BLOCK == 0;
            List<Dim> dims = new ArrayList<>(first.dims());
            dims.set(1, isWhole ? first.dim(1) : Dim.UNKNOWN);
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    private static void fromBlocks(NodeContext node) {
        long channels = node.integer("channels", 0);
        if (channels <= 0) {
            throw new CannotInferException("attribute channels is " + channels + ", wanted at least 1");
        }
        Shape input = image(node);
        if (input != null) {
            List<Dim> dims = new ArrayList<>(input.dims());
            dims.remove(1);
            dims.add(node.integer("channels_last", 0) != 0 ? dims.size() : 1, Dim.of(channels));
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    private static void upsample(NodeContext node) {
        Shape input = image(node);
        long[] scales = node.integers("scales");
        if (input == null || scales == null) {
            return;
        }
        if (scales.length != input.rank()) {
            throw new CannotInferException(scales.length + " scales for input [" + input + "]");
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < scales.length; axis++) {
            if (scales[axis] <= 0) {
                throw new CannotInferException("scale " + scales[axis] + " is not above 0");
            }
            dims.add(DimMath.product(input.dim(axis), scales[axis]));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** The shape of the only input; sets the type of the output, without its shape. */
    private static @Nullable Shape image(NodeContext node) {
        Shape input = node.shape(0);
        if (input != null && input.rank() < 2) {
            throw new CannotInferException("input [" + input + "] has less than 2 dimensions");
        }
        node.setTensor(0, node.elementType(0), input == null ? null : Shape.ofRank(input.rank()));
        return input;
    }
}
