package org.onnxnet.simplify.rule;

import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Makes one bound of two in a row.
 *
 * <pre>
 * Clip(Clip(x, 0, 8), -1, 6) -> Clip(x, 0, 6)
 * Clip(Relu(x), 0, 6)        -> Clip(x, 0, 6)
 * Relu(Clip(x, 0, 6))        -> Clip(x, 0, 6)
 * </pre>
 */
@RuleInfo(
        roots = {"Clip", "Relu"},
        lossless = false,
        summary = "Clip and Relu in a row, with constant bounds, are one Clip or Relu; -0 may become +0.",
        example = "Clip(Relu(x), 0, 6) -> Clip(x, 0, 6)")
public final class MergeClips implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node first = graph.producer(node.input(0));
        ElementType type = graph.elementType(node.input(0));
        if (first == null
                || !graph.isUsedOnce(node.input(0))
                || (type != ElementType.FLOAT && type != ElementType.DOUBLE)) {
            return Edit.unchanged();
        }
        ClipBounds inner = ClipBounds.of(first, graph);
        ClipBounds outer = ClipBounds.of(node, graph);
        if (inner == null || outer == null || inner.low() > inner.high() || outer.low() > outer.high()) {
            return Edit.unchanged();
        }
        ClipBounds both = inner.then(outer);
        Edit.Builder edit = Edit.because("together they keep " + both.low() + " to " + both.high())
                .remove(node)
                .remove(first);
        return both.apply(edit, node, first.input(0), type, graph);
    }
}
