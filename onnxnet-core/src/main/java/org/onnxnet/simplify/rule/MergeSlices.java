package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Makes one slice of two that cut different axes.
 *
 * <pre>Slice(Slice(x, [1], [9], [2], [1]), [1], [9], [3], [1]) -> Slice(x, [1,1], [9,9], [2,3], [1,1])</pre>
 */
@RuleInfo(
        roots = "Slice",
        lossless = true,
        summary = "Two Slices in a row on different axes are one.",
        example = "Slice(Slice(x, [1], [9], [2]), [1], [9], [3]) -> Slice(x, [1, 1], [9, 9], [2, 3], [1, 1])")
public final class MergeSlices implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node first = graph.producer(node.input(0), "Slice");
        Shape shape = first == null ? null : graph.shape(first.input(0));
        if (first == null || shape == null || !graph.isUsedOnce(node.input(0))) {
            return Edit.unchanged();
        }
        SliceArguments inner = SliceArguments.of(first, shape.rank(), graph);
        SliceArguments outer = SliceArguments.of(node, shape.rank(), graph);
        if (inner == null || outer == null || inner.sharesAxisWith(outer)) {
            return Edit.unchanged();
        }
        SliceArguments both = inner.and(outer);
        Edit.Builder edit = Edit.because("they cut different axes").remove(node).remove(first);
        if (graph.opset() < 10) {
            return edit.add(new Node(
                            node.name(), node.op(), List.of(first.input(0)), node.outputs(), both.toAttributes()))
                    .build();
        }
        List<String> inputs = new ArrayList<>(List.of(first.input(0)));
        for (Map.Entry<String, long[]> argument : both.toInputs().entrySet()) {
            String name = graph.freshName(node.output(0), argument.getKey());
            edit.constant(Tensor.ofLongs(name, argument.getValue()));
            inputs.add(name);
        }
        return edit.add(new Node(node.name(), node.op(), inputs, node.outputs(), List.of()))
                .build();
    }
}
