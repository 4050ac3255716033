package org.onnxnet.simplify.rule;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Makes one Unsqueeze of two.
 *
 * <pre>Unsqueeze(Unsqueeze(x, [0]), [2]) -> Unsqueeze(x, [0, 2])</pre>
 */
@RuleInfo(
        roots = "Unsqueeze",
        lossless = true,
        summary = "Two Unsqueezes in a row are one.",
        example = "Unsqueeze(Unsqueeze(x, [0]), [2]) -> Unsqueeze(x, [0, 2])")
public final class MergeUnsqueezes implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node first = graph.producer(node.input(0), "Unsqueeze");
        Shape between = first == null ? null : graph.shape(node.input(0));
        Shape after = graph.shape(node.output(0));
        if (first == null || between == null || after == null) {
            return Edit.unchanged();
        }
        long[] inner = AxesArgument.of(first, 1, between.rank(), graph);
        long[] outer = AxesArgument.of(node, 1, after.rank(), graph);
        if (inner == null || outer == null) {
            return Edit.unchanged();
        }
        SortedSet<Long> added = new TreeSet<>();
        for (long axis : outer) {
            added.add(axis);
        }
        // The axis of the middle tensor that stands at each axis of the result that the second node did not add.
        int middle = 0;
        Set<Long> innerAxes = new HashSet<>();
        for (long axis : inner) {
            innerAxes.add(axis);
        }
        SortedSet<Long> all = new TreeSet<>(added);
        for (long axis = 0; axis < after.rank(); axis++) {
            if (!added.contains(axis) && innerAxes.contains((long) middle++)) {
                all.add(axis);
            }
        }
        Edit.Builder edit = Edit.because("both add axes of size 1").remove(node);
        long[] axes = all.stream().mapToLong(Long::longValue).toArray();
        AxesArgument.add(edit, graph, node, "Unsqueeze", first.input(0), axes, 13);
        return edit.build();
    }
}
