package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Products of matrices and convolutions that ONNX Runtime fuses with what stands around them, or computes in few bits. */
final class ContributedProductRules {
    private ContributedProductRules() {}

    static void register(RuleSet rules) {
        rules.addContributed("FusedConv", ContributedProductRules::convolution);
        for (String type : List.of("FusedMatMul", "FusedMatMulActivation", "TransposeMatMul")) {
            rules.addContributed(type, ContributedProductRules::fusedMatMul);
        }
        rules.addContributed("GemmFastGelu", node -> matMul(node, node.elementType(0)));
        rules.addContributed("DynamicQuantizeMatMul", node -> matMul(node, node.elementType(0)));
        rules.addContributed("MatMulInteger16", node -> matMul(node, ElementType.INT32));
        rules.addContributed("MatMulIntegerToFloat", node -> matMul(node, node.elementType(2)));
        rules.addContributed("FusedGemm", node -> gemm(node, 1, node.elementType(0)));
        rules.addContributed("GemmFloat8", node -> gemm(node, 1, node.elementType("dtype")));
        rules.addContributed("QGemm", ContributedProductRules::quantizedGemm);
        for (String type : List.of(
                "MatMulBnb4", "MatMulBlockQuantizedFp4Weight", "MatMulBlockQuantizedFp8Weight", "MatMulNBits")) {
            rules.addContributed(type, node -> rows(node, 0, columns(node, "N")));
        }
        rules.addContributed("MatMulFpQ4", node -> {
            SymbolicTensor shape = node.value(2);
            rows(node, 0, shape == null || shape.size() != 2 ? Dim.UNKNOWN : shape.dim(1));
        });
        rules.addContributed("NhwcConv", ContributedProductRules::channelsLast);
        rules.addContributed("NhwcFusedConv", ContributedProductRules::channelsLast);
        rules.addContributed("MatMulNBitsMlp", node -> projections(node, "N"));
        rules.addContributed("MatMulNBitsQkv", node -> projections(node, "Nq", "Nkv", "Nkv"));
        rules.addContributed(
                "QOrderedMatMul",
                node -> node.setTensor(
                        0, node.elementType(0), LinearAlgebraRules.matMul(node.shape(0), node.shape(2))));
        rules.addContributed("SparseToDenseMatMul", ContributedProductRules::sparseMatMul);
    }

    private static void convolution(NodeContext node) {
        node.setTensor(0, node.elementType(0), ConvolutionRules.convolution(node, 0, 1));
    }

    private static void matMul(NodeContext node, @Nullable ElementType type) {
        node.setTensor(0, type, LinearAlgebraRules.matMul(node.shape(0), node.shape(1)));
    }

    private static void fusedMatMul(NodeContext node) {
        Shape a = transposed(node.shape(0), node.integer("transA", 0) != 0, node.integer("transBatchA", 0) != 0);
        Shape b = transposed(node.shape(1), node.integer("transB", 0) != 0, node.integer("transBatchB", 0) != 0);
        node.setTensor(0, node.elementType(0), LinearAlgebraRules.matMul(a, b));
    }

    /** The first axis goes behind the other batch axes if {@code batch}; the last two change places if {@code matrix}. */
    private static @Nullable Shape transposed(@Nullable Shape shape, boolean matrix, boolean batch) {
        if (shape == null || shape.rank() < 2) {
            return shape;
        }
        List<Dim> dims = new ArrayList<>(shape.dims());
        if (batch) {
            dims.add(dims.size() - 2, dims.remove(0));
        }
        if (matrix) {
            Collections.swap(dims, dims.size() - 1, dims.size() - 2);
        }
        return new Shape(dims);
    }

    /** The second operand is at a slot of its own. */
    private static void gemm(NodeContext node, int second, @Nullable ElementType type) {
        node.setTensor(0, type, LinearAlgebraRules.gemm(node, 0, second));
    }

    /** Quantized again where there is a scale and a zero point for it; else a float. */
    private static void quantizedGemm(NodeContext node) {
        gemm(node, 3, node.hasInput(8) ? node.elementType(8) : node.hasInput(7) ? null : ElementType.FLOAT);
    }

    private static Dim columns(NodeContext node, String attribute) {
        long count = node.integer(attribute, -1);
        return count > 0 ? Dim.of(count) : Dim.UNKNOWN;
    }

    /** Several products of one operand, and behind them the sum that it may be of. */
    private static void projections(NodeContext node, String... columns) {
        for (int slot = 0; slot < columns.length; slot++) {
            rows(node, slot, columns(node, columns[slot]));
        }
        node.copyType(0, columns.length);
    }

    private static void sparseMatMul(NodeContext node) {
        Shape sparse = node.inputType(0) instanceof ValueType.OfSparseTensor found ? found.shape() : null;
        Shape a = transposed(sparse, node.integer("transA", 0) != 0, false);
        Shape b = transposed(node.shape(1), node.integer("transB", 0) != 0, false);
        node.setTensor(0, node.elementType(1), LinearAlgebraRules.matMul(a, b));
    }

    /** Rows of the first operand times a packed matrix of so many columns. */
    private static void rows(NodeContext node, int output, Dim columns) {
        Shape input = node.shape(0);
        node.setTensor(output, node.elementType(0), null);
        if (input != null && input.rank() > 0) {
            List<Dim> dims = new ArrayList<>(input.dims());
            dims.set(input.rank() - 1, columns);
            node.setTensor(output, node.elementType(0), new Shape(dims));
        }
    }

    /** Convolution over {@code [N, spatial..., C]}; the weights have the output channels first in either layout. */
    private static void channelsLast(NodeContext node) {
        Shape input = node.shape(0);
        Shape weights = node.shape(1);
        node.setTensor(0, node.elementType(0), null);
        if (input == null || input.rank() < 3) {
            return;
        }
        Window window = Window.of(node, input.rank() - 2, null);
        List<Dim> dims = new ArrayList<>();
        dims.add(input.dim(0));
        dims.addAll(window.outputs(channelsFirst(input)));
        dims.add(weights == null || weights.rank() == 0 ? Dim.UNKNOWN : weights.dim(0));
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** {@code [N, spatial..., C]} as {@code [N, C, spatial...]}. */
    static Shape channelsFirst(Shape shape) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.add(1, dims.remove(dims.size() - 1));
        return new Shape(dims);
    }
}
