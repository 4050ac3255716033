package org.onnxnet.simplify.rule;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;

/**
 * Which output channel, or which input channel, an element of the weights of a linear operator belongs to.
 *
 * @param channels how many of these channels there are
 * @param channelOf row-major position in the weights to channel
 */
record WeightLayout(int channels, IntUnaryOperator channelOf) {
    /** One number, in one channel. */
    static final WeightLayout SINGLE = new WeightLayout(1, i -> 0);

    /** The layout for a Conv, ConvTranspose, Gemm or MatMul whose weights are its second input; null for other nodes. */
    static @Nullable WeightLayout of(Node node, Shape weights) {
        long[] dims = weights.toLongs();
        if (weights.elementCount() > Integer.MAX_VALUE / 8 || weights.elementCount() == 0) {
            return null;
        }
        if (node.is("Conv") && dims.length >= 3) {
            return rows((int) dims[0], (int) (weights.elementCount() / dims[0]));
        }
        if (node.is("ConvTranspose") && dims.length >= 3) {
            return transposedConvolution(node.intAttribute("group", 1), dims);
        }
        if (node.is("Gemm") && dims.length == 2) {
            return node.intAttribute("transB", 0) == 0 ? columns((int) dims[1]) : rows((int) dims[0], (int) dims[1]);
        }
        return node.is("MatMul") && dims.length == 2 ? columns((int) dims[1]) : null;
    }

    /** The same for the channels of the first input; for a Gemm that transposes it, null. */
    static @Nullable WeightLayout ofInput(Node node, Shape weights) {
        long[] dims = weights.toLongs();
        if (weights.elementCount() > Integer.MAX_VALUE / 8 || weights.elementCount() == 0) {
            return null;
        }
        if (node.is("Conv") && dims.length >= 3) {
            return convolutionInput(node.intAttribute("group", 1), dims, (int) (weights.elementCount() / dims[0]));
        }
        if (node.is("ConvTranspose") && dims.length >= 3) {
            return rows((int) dims[0], (int) (weights.elementCount() / dims[0]));
        }
        if (node.is("Gemm") && dims.length == 2 && node.intAttribute("transA", 0) == 0) {
            return node.intAttribute("transB", 0) == 0 ? rows((int) dims[0], (int) dims[1]) : columns((int) dims[1]);
        }
        return node.is("MatMul") && dims.length == 2 ? rows((int) dims[0], (int) dims[1]) : null;
    }

    /** Weights are {@code [M, C/group, ...]}: each group of output channels reads input channels of its own. */
    private static @Nullable WeightLayout convolutionInput(long groups, long[] dims, int perOutput) {
        if (groups < 1 || dims[0] % groups != 0) {
            return null;
        }
        int inputsPerGroup = (int) dims[1];
        int outputsPerGroup = (int) (dims[0] / groups);
        int positions = perOutput / inputsPerGroup;
        return new WeightLayout((int) groups * inputsPerGroup, i -> {
            int output = i / perOutput;
            return output / outputsPerGroup * inputsPerGroup + i / positions % inputsPerGroup;
        });
    }

    private static WeightLayout rows(int channels, int perChannel) {
        return new WeightLayout(channels, i -> i / perChannel);
    }

    private static WeightLayout columns(int channels) {
        return new WeightLayout(channels, i -> i % channels);
    }

    /** Weights are {@code [C, M/group, ...]}: input channels come in groups, and each group has output channels of its own. */
    private static @Nullable WeightLayout transposedConvolution(long groups, long[] dims) {
        if (groups < 1 || dims[0] % groups != 0) {
            return null;
        }
        int inputsPerGroup = (int) (dims[0] / groups);
        int outputsPerGroup = (int) dims[1];
        int kernel = 1;
        for (int axis = 2; axis < dims.length; axis++) {
            kernel *= (int) dims[axis];
        }
        int positions = kernel;
        return new WeightLayout((int) groups * outputsPerGroup, i -> {
            int row = i / positions;
            return row / outputsPerGroup / inputsPerGroup * outputsPerGroup + row % outputsPerGroup;
        });
    }
}
