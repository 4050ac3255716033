package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** Operators that move elements to other places without looking at them. */
final class MovementRules {
    private MovementRules() {}

    static void register(RuleSet rules) {
        rules.add("Transpose", 1, MovementRules::transpose);
        rules.add("DepthToSpace", 1, node -> moveBlocks(node, true));
        rules.add("SpaceToDepth", 1, node -> moveBlocks(node, false));
        rules.add("ReverseSequence", 10, ElementwiseRules::sameType);
    }

    private static void transpose(NodeContext node) {
        Shape input = node.shape(0);
        long[] perm = node.integers("perm");
        node.setTensor(
                0,
                node.elementType(0),
                input == null && perm != null && node.followsValues() ? Shape.ofRank(perm.length) : null);
        if (input == null) {
            return;
        }
        int[] order = permutation(perm, input.rank());
        List<Dim> dims = new ArrayList<>();
        for (int axis : order) {
            dims.add(input.dim(axis));
        }
        // The reference implementation forgets to set the shape of a scalar in the first version.
        boolean forgotten = dims.isEmpty() && node.opset() < 13 && !node.followsValues();
        node.setTensor(0, node.elementType(0), forgotten ? null : new Shape(dims));
        SymbolicTensor value = node.value(0);
        if (value != null) {
            node.setContent(0, transposed(value, order));
        }
    }

    private static int[] permutation(long @Nullable [] perm, int rank) {
        int[] order = new int[rank];
        boolean[] seen = new boolean[rank];
        if (perm != null && perm.length != rank) {
            throw new CannotInferException("attribute perm has " + perm.length + " numbers for rank " + rank);
        }
        for (int i = 0; i < rank; i++) {
            order[i] = perm == null ? rank - 1 - i : NodeContext.axis(perm[i], rank);
            if (seen[order[i]]) {
                throw new CannotInferException("attribute perm has " + order[i] + " twice");
            }
            seen[order[i]] = true;
        }
        return order;
    }

    private static SymbolicTensor transposed(SymbolicTensor value, int[] order) {
        long[] from = value.shape().toLongs();
        long[] strides = new long[from.length];
        long stride = 1;
        for (int axis = from.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= from[axis];
        }
        long[] to = Arrays.stream(order).mapToLong(axis -> from[axis]).toArray();
        List<Element> elements = new ArrayList<>();
        long[] index = new long[to.length];
        for (int i = 0; i < value.size(); i++) {
            long source = 0;
            for (int axis = 0; axis < to.length; axis++) {
                source += index[axis] * strides[order[axis]];
            }
            elements.add(value.element((int) source));
            Broadcast.next(index, to);
        }
        return SymbolicTensor.of(value.elementType(), Shape.of(to), elements);
    }

    /** Blocks of {@code blocksize} by {@code blocksize} positions in an image, from the channels or to them. */
    private static void moveBlocks(NodeContext node, boolean fromChannels) {
        Shape input = node.shapeOfRank(0, 4);
        long block = blocksize(node);
        node.setTensor(0, node.elementType(0), null);
        if (input == null) {
            return;
        }
        long area = Math.multiplyExact(block, block);
        Dim channels = input.dim(1);
        UnaryOperator<Dim> extent =
                fromChannels ? dim -> DimMath.product(dim, block) : dim -> DimMath.floorDiv(dim, block);
        node.setTensor(
                0,
                node.elementType(0),
                new Shape(List.of(
                        input.dim(0),
                        fromChannels ? DimMath.floorDiv(channels, area) : DimMath.product(channels, area),
                        extent.apply(input.dim(2)),
                        extent.apply(input.dim(3)))));
    }

    private static long blocksize(NodeContext node) {
        long block = node.integer("blocksize", 0);
        if (block <= 0) {
            throw new CannotInferException("attribute blocksize is " + block + ", wanted a number above 0");
        }
        return block;
    }
}
