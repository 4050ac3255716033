package org.onnxnet.simplify.rule;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Reads what was split instead of putting all of its parts together again.
 *
 * <pre>Concat[axis=0](Split[axis=0](x)) -> x</pre>
 */
@RuleInfo(
        roots = "Concat",
        lossless = true,
        summary = "A Concat of all parts of a Split, in order and on the same axis, gives what was split.",
        example = "Relu(Concat[axis=0](Split[axis=0](x))) -> Relu(x)")
public final class RemoveConcatOfSplit implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node split = graph.producer(node.input(0), "Split");
        if (split == null
                || graph.opset() < 2
                || !split.outputs().equals(node.inputs())
                || split.outputs().contains("")) {
            return Edit.unchanged();
        }
        Long axis = MergeConcats.axis(node, graph);
        return axis != null && axis.equals(axis(split, graph))
                ? Edit.bypass(node, split.input(0), "the parts are all there and in order")
                : Edit.unchanged();
    }

    /** Counted from the front; null where the rank is not known. */
    private static @Nullable Long axis(Node split, GraphView graph) {
        Shape shape = graph.shape(split.input(0));
        long axis = split.intAttribute("axis", 0);
        return axis >= 0 ? Long.valueOf(axis) : shape == null ? null : Long.valueOf(axis + shape.rank());
    }
}
