package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.simplify.fold.Evaluator;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Computes a node of constant inputs whose result is fixed to the bit and small. What would grow the file stays.
 *
 * <pre>Add([1, 2], [3]) -> [4, 5]</pre>
 */
@RuleInfo(
        roots = RuleInfo.ANY,
        lossless = true,
        summary =
                "A node of small constants is computed if its result is fixed to the bit and no larger than they are.",
        example = "Mul(x, Add([1, 2], [3])) -> Mul(x, [4, 5])")
public final class FoldConstants implements NodeRule {
    private static final long MAX_ELEMENTS = 1024;

    /** A result up to this size is stored in no more bytes than the node that makes it. */
    private static final long SMALL = 16;

    @Override
    public Edit apply(Node node, GraphView graph) {
        if (!Evaluator.knows(node.op())
                || node.outputs().size() != 1
                || node.inputs().isEmpty()) {
            return Edit.unchanged();
        }
        OperatorSchema schema = graph.schema(node);
        List<@Nullable Tensor> inputs = new ArrayList<>();
        List<@Nullable ElementType> elements = new ArrayList<>();
        long read = 0;
        for (String input : node.inputs()) {
            Tensor constant = input.isEmpty() ? null : graph.constant(input);
            if (!input.isEmpty() && (constant == null || constant.elementCount() > MAX_ELEMENTS)) {
                return Edit.unchanged();
            }
            inputs.add(constant);
            elements.add(constant == null ? null : constant.elementType());
            read += constant == null ? 0 : constant.elementCount();
        }
        if (schema == null
                || !schema.admits(elements)
                || !(graph.type(node.output(0)) instanceof ValueType.OfTensor type)) {
            return Edit.unchanged();
        }
        Tensor result = Evaluator.evaluate(node, inputs, type, graph.opset(), Math.max(SMALL, read));
        return result == null
                ? Edit.unchanged()
                : Edit.because("all inputs are constant")
                        .remove(node)
                        .constant(result)
                        .build();
    }
}
