package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Makes one Squeeze of two.
 *
 * <pre>Squeeze(Squeeze(x, [0]), [1]) -> Squeeze(x, [0, 2])</pre>
 */
@RuleInfo(
        roots = "Squeeze",
        lossless = true,
        summary = "Two Squeezes in a row are one.",
        example = "Squeeze(Squeeze(x, [0]), [1]) -> Squeeze(x, [0, 2])")
public final class MergeSqueezes implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node first = graph.producer(node.input(0), "Squeeze");
        Shape shape = first == null ? null : graph.shape(first.input(0));
        if (first == null || shape == null || !AxesArgument.isGiven(first, 1) || !AxesArgument.isGiven(node, 1)) {
            return Edit.unchanged();
        }
        long[] inner = AxesArgument.of(first, 1, shape.rank(), graph);
        long[] outer = inner == null ? null : AxesArgument.of(node, 1, shape.rank() - inner.length, graph);
        if (inner == null || outer == null) {
            return Edit.unchanged();
        }
        List<Long> left = new ArrayList<>();
        SortedSet<Long> gone = new TreeSet<>();
        for (long axis : inner) {
            gone.add(axis);
        }
        for (long axis = 0; axis < shape.rank(); axis++) {
            if (!gone.contains(axis)) {
                left.add(axis);
            }
        }
        for (long axis : outer) {
            gone.add(left.get((int) axis));
        }
        Edit.Builder edit = Edit.because("both remove axes of size 1").remove(node);
        long[] axes = gone.stream().mapToLong(Long::longValue).toArray();
        AxesArgument.add(edit, graph, node, "Squeeze", first.input(0), axes, 13);
        return edit.build();
    }
}
