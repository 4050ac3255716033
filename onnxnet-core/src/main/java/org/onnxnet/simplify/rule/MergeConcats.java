package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Takes the parts of a concatenation into the concatenation that is its only reader.
 *
 * <pre>Concat[axis=1](Concat[axis=1](a, b), c) -> Concat[axis=1](a, b, c)</pre>
 */
@RuleInfo(
        roots = "Concat",
        lossless = true,
        summary = "A Concat whose only reader is a Concat on the same axis becomes part of it.",
        example = "Concat[axis=1](Concat[axis=1](a, b), c) -> Concat[axis=1](a, b, c)")
public final class MergeConcats implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Long axis = axis(node, graph);
        List<String> parts = new ArrayList<>();
        List<Node> merged = new ArrayList<>();
        for (String input : node.inputs()) {
            Node inner = graph.producer(input, "Concat");
            if (inner != null && axis != null && axis.equals(axis(inner, graph)) && graph.isUsedOnce(input)) {
                merged.add(inner);
                parts.addAll(inner.inputs());
            } else {
                parts.add(input);
            }
        }
        if (merged.isEmpty()) {
            return Edit.unchanged();
        }
        Edit.Builder edit = Edit.because("one axis, one reader").remove(node);
        merged.forEach(edit::remove);
        return edit.add(node.withInputs(parts)).build();
    }

    /** Counted from the front; null where the rank is not known. Version 1 has 1 as the default. */
    static @Nullable Long axis(Node concat, GraphView graph) {
        Shape shape = graph.shape(concat.output(0));
        long axis = concat.intAttribute("axis", 1);
        return axis >= 0 ? Long.valueOf(axis) : shape == null ? null : Long.valueOf(axis + shape.rank());
    }
}
