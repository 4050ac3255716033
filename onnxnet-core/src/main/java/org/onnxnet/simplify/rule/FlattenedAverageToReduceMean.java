package org.onnxnet.simplify.rule;

import java.util.Arrays;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Writes a GlobalAveragePool whose spatial axes are dropped at once as a ReduceMean that does not keep them.
 *
 * <pre>Flatten(GlobalAveragePool(x: NxCxHxW)) -> ReduceMean[axes=2,3, keepdims=0](x)</pre>
 */
@RuleInfo(
        roots = "Flatten",
        lossless = false,
        summary = "A Flatten that alone reads a GlobalAveragePool makes it a ReduceMean that drops the spatial axes.",
        example = "Flatten(GlobalAveragePool(x)) where x is NxCxHxW -> ReduceMean[axes=2,3, keepdims=0](x)")
public final class FlattenedAverageToReduceMean implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node pool = graph.producer(node.input(0), "GlobalAveragePool");
        Shape shape = pool == null ? null : graph.shape(pool.input(0));
        if (pool == null
                || shape == null
                || shape.rank() < 3
                || node.intAttribute("axis", 1) != 1
                || !graph.isUsedOnce(pool.output(0))) {
            return Edit.unchanged();
        }
        long[] axes = new long[shape.rank() - 2];
        Arrays.setAll(axes, i -> i + 2);
        Edit.Builder edit = Edit.because("the spatial axes are reduced and dropped")
                .remove(node)
                .remove(pool);
        AxesArgument.add(edit, graph, node, "ReduceMean", pool.input(0), axes, 18, Attribute.of("keepdims", 0));
        return edit.build();
    }
}
