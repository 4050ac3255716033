package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Writes the product of matrices, or of stacks of them, as a MatMul. An operand whose axes lie in another order is transposed
 * first, if that costs no node: a constant is transposed when the model is saved, and two Transposes become one.
 *
 * <pre>
 * Einsum[equation=bij,bjk->bik](a, b)  -> MatMul(a, b)
 * Einsum[equation=bij,kj->bik](a, w)   -> MatMul(a, Transpose(w))
 * </pre>
 */
@RuleInfo(
        roots = "Einsum",
        lossless = false,
        summary =
                "An Einsum that multiplies matrices, or stacks of them, as they lie or as they can be laid, is a MatMul.",
        example = "Einsum[equation=bij,bjk->bik](a, b) -> MatMul(a, b)")
public final class EinsumToMatMul implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        String equation = node.stringAttribute("equation", "");
        MatrixEquation product = node.inputs().size() == 2 ? MatrixEquation.of(equation) : null;
        if (product == null) {
            return Edit.unchanged();
        }
        String first = node.input(product.swapped() ? 1 : 0);
        String second = node.input(product.swapped() ? 0 : 1);
        if (!canBeLaid(first, product.first(), graph)
                || !canBeLaid(second, product.second(), graph)
                || !haveOneInnerSize(first, second, product, graph)) {
            return Edit.unchanged();
        }
        Edit.Builder edit = Edit.because(equation + " is a product of matrices").remove(node);
        List<String> inputs = new ArrayList<>();
        inputs.add(laid(edit, first, product.first(), graph));
        inputs.add(laid(edit, second, product.second(), graph));
        return edit.add(new Node(node.name(), OpId.of("MatMul"), inputs, node.outputs(), List.of()))
                .build();
    }

    /**
     * Whether the operands have the axes that the equation names, and the summed one in one size: an Einsum repeats one of size
     * 1 as often as the other operand has it, a MatMul does not.
     */
    private static boolean haveOneInnerSize(String first, String second, MatrixEquation product, GraphView graph) {
        Shape left = graph.shape(first);
        Shape right = graph.shape(second);
        List<Long> leftAxes = product.first();
        List<Long> rightAxes = product.second();
        return left != null
                && right != null
                && left.rank() == leftAxes.size()
                && right.rank() == rightAxes.size()
                && left.dim(leftAxes.get(leftAxes.size() - 1).intValue())
                        .isCertainly(
                                right.dim(rightAxes.get(rightAxes.size() - 2).intValue()));
    }

    private static boolean canBeLaid(String value, List<Long> perm, GraphView graph) {
        return Permutation.isIdentity(perm)
                || (graph.isUsedOnce(value)
                        && (graph.producer(value, "Transpose") != null
                                || (graph.constant(value) != null && graph.hasFreeInitializers())));
    }

    private static String laid(Edit.Builder edit, String value, List<Long> perm, GraphView graph) {
        if (Permutation.isIdentity(perm)) {
            return value;
        }
        String transposed = graph.freshName(value, "transposed");
        Attribute attribute = new Attribute.OfInts("perm", perm, Extras.NONE);
        edit.add(new Node("", OpId.of("Transpose"), List.of(value), List.of(transposed), List.of(attribute)));
        return transposed;
    }
}
