package org.onnxnet.simplify.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Makes a Gemm of the product of two matrices and an addition.
 *
 * <pre>Add(MatMul(a: MxK, b: KxN), c: N) -> Gemm(a, b, c)</pre>
 */
@RuleInfo(
        roots = "Add",
        lossless = false,
        summary = "A MatMul of two matrices of floats that only an Add of a row, column or matrix reads is a Gemm.",
        example = "Add(MatMul(a, b), c) where a is MxK, b is KxN, c is N -> Gemm(a, b, c)")
public final class FuseMatMulAdd implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        for (int slot = 0; slot < 2; slot++) {
            Node product = graph.producer(node.input(slot), "MatMul");
            String operand = node.input(1 - slot);
            if (product != null
                    && graph.opset() >= 7
                    && graph.isUsedOnce(node.input(slot))
                    && isFloat(graph.elementType(node.output(0)))
                    && Operands.hasTypeOf(node.input(slot), node.output(0), graph)
                    && isMatrix(product.input(0), graph)
                    && isMatrix(product.input(1), graph)
                    && fits(operand, node.output(0), graph)) {
                List<String> inputs = List.of(product.input(0), product.input(1), operand);
                return Edit.because("matrix product and addition")
                        .remove(node)
                        .remove(product)
                        .add(new Node(product.name(), OpId.of("Gemm"), inputs, node.outputs(), List.of()))
                        .build();
            }
        }
        return Edit.unchanged();
    }

    private static boolean isFloat(@Nullable ElementType type) {
        return type == ElementType.FLOAT || type == ElementType.DOUBLE || type == ElementType.FLOAT16;
    }

    private static boolean isMatrix(String value, GraphView graph) {
        Shape shape = graph.shape(value);
        return shape != null && shape.rank() == 2;
    }

    /** Whether a value can be read as the third input of a Gemm: it broadcasts to the result and not the other way. */
    private static boolean fits(String value, String result, GraphView graph) {
        Shape shape = graph.shape(value);
        Shape target = graph.shape(result);
        if (shape == null || target == null || shape.rank() > 2 || shape.rank() == 0) {
            return false;
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            Dim dim = shape.dim(axis);
            if (!dim.is(1) && !dim.isCertainly(target.dim(axis + 2 - shape.rank()))) {
                return false;
            }
        }
        return true;
    }
}
