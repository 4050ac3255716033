package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Products of matrices. */
final class LinearAlgebraRules {
    private LinearAlgebraRules() {}

    static void register(RuleSet rules) {
        rules.add("MatMul", 1, node -> node.setTensor(0, node.elementType(0), matMul(node, 0, 1)));
        rules.add("MatMulInteger", 10, node -> node.setTensor(0, ElementType.INT32, matMul(node, 0, 1)));
        rules.add("Gemm", 1, node -> node.setTensor(0, node.elementType(0), gemm(node, 0, 1)));
        rules.add("Det", 11, LinearAlgebraRules::determinant);
        rules.add("Einsum", 12, EinsumRule::infer);
    }

    /** The shape of the product as {@code numpy.matmul} has it; null where a rank is not known. */
    static @Nullable Shape matMul(NodeContext node, int left, int right) {
        return matMul(node.shape(left), node.shape(right));
    }

    static @Nullable Shape matMul(@Nullable Shape a, @Nullable Shape b) {
        if (a == null || b == null) {
            return null;
        }
        if (a.rank() == 0 || b.rank() == 0) {
            throw new CannotInferException("operands [" + a + "] and [" + b + "] must not be scalars");
        }
        Dim inner = a.dim(a.rank() - 1);
        Dim other = b.dim(Math.max(0, b.rank() - 2));
        if (inner.isKnown() && other.isKnown() && !inner.equals(other)) {
            throw new CannotInferException("inner dimensions " + inner + " and " + other + " differ");
        }
        Shape batch = Broadcast.of(leading(a), leading(b));
        List<Dim> dims = new ArrayList<>(batch.dims());
        if (a.rank() > 1) {
            dims.add(a.dim(a.rank() - 2));
        }
        if (b.rank() > 1) {
            dims.add(b.dim(b.rank() - 1));
        }
        return new Shape(dims);
    }

    private static Shape leading(Shape shape) {
        return new Shape(shape.dims().subList(0, Math.max(0, shape.rank() - 2)));
    }

    /** The shape of the product of two matrices, either of which may be read transposed. */
    static @Nullable Shape gemm(NodeContext node, int left, int right) {
        Shape a = node.shapeOfRank(left, 2);
        Shape b = node.shapeOfRank(right, 2);
        if (!node.followsValues() && (a == null || b == null)) {
            return null;
        }
        boolean transA = node.integer("transA", 0) != 0;
        boolean transB = node.integer("transB", 0) != 0;
        return new Shape(List.of(
                a == null ? Dim.UNKNOWN : a.dim(transA ? 1 : 0), b == null ? Dim.UNKNOWN : b.dim(transB ? 0 : 1)));
    }

    private static void determinant(NodeContext node) {
        Shape input = node.shape(0);
        if (input != null && input.rank() < 2) {
            throw new CannotInferException("input [" + input + "] has less than 2 dimensions");
        }
        node.setTensor(0, node.elementType(0), input == null ? null : leading(input));
    }
}
