package org.onnxnet.simplify.rule;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Writes the product of matrices, or of equal stacks of them, as a MatMul.
 *
 * <pre>Einsum[equation=bij,bjk->bik](a, b) -> MatMul(a, b)</pre>
 */
@RuleInfo(
        roots = "Einsum",
        lossless = false,
        summary = "An Einsum that multiplies matrices, or stacks of them, as they lie is a MatMul.",
        example = "Einsum[equation=bij,bjk->bik](a, b) -> MatMul(a, b)")
public final class EinsumToMatMul implements NodeRule {
    /** The batch labels, then row and inner label; batch and inner again and column; batch, row and column. */
    private static final Pattern PRODUCT =
            Pattern.compile("([a-zA-Z]*)([a-zA-Z])([a-zA-Z]),\\1\\3([a-zA-Z])->\\1\\2\\4");

    @Override
    public Edit apply(Node node, GraphView graph) {
        String equation = node.stringAttribute("equation", "").replace(" ", "");
        Matcher product = PRODUCT.matcher(equation);
        if (node.inputs().size() != 2 || !product.matches()) {
            return Edit.unchanged();
        }
        String labels = product.group(1) + product.group(2) + product.group(3) + product.group(4);
        return labels.chars().distinct().count() != labels.length()
                ? Edit.unchanged()
                : Edit.replace(
                        node,
                        new Node(node.name(), OpId.of("MatMul"), node.inputs(), node.outputs(), List.of()),
                        equation + " is the product of matrices");
    }
}
