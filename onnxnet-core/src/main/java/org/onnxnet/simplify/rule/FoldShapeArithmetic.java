package org.onnxnet.simplify.rule;

import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.shape.SymbolicTensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Replaces integers that follow from shapes by a constant.
 *
 * <pre>Gather(Shape(x), 0) with x: 2x3 -> 2</pre>
 */
@RuleInfo(
        roots = RuleInfo.ANY,
        lossless = true,
        summary = "Small integer tensors that are fully known from shapes and constants become constants.",
        example = "Reshape(y, Shape(x)) where x is 2x3 -> Reshape(y, [2, 3])")
public final class FoldShapeArithmetic implements NodeRule {
    static final int MAX_ELEMENTS = 1024;

    @Override
    public Edit apply(Node node, GraphView graph) {
        if (node.is("Constant")
                || node.outputs().size() != 1
                || !node.subgraphs().isEmpty()) {
            return Edit.unchanged();
        }
        String output = node.output(0);
        SymbolicTensor content = graph.content(output);
        if (content == null
                || !content.isKnown()
                || content.elementType().isFloat()
                || content.size() > MAX_ELEMENTS
                || graph.schema(node) == null) {
            return Edit.unchanged();
        }
        Tensor constant = content.toTensor(output);
        return constant == null
                ? Edit.unchanged()
                : Edit.because("always " + content)
                        .remove(node)
                        .constant(constant)
                        .build();
    }
}
