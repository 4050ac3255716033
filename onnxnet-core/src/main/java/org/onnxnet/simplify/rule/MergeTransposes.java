package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Makes one transposition of two.
 *
 * <pre>Transpose[perm=q](Transpose[perm=p](x)) -> Transpose[perm=p after q](x)</pre>
 */
@RuleInfo(
        roots = "Transpose",
        lossless = true,
        summary = "Two Transposes in a row are one, or none.",
        example = "Transpose[perm=2,0,1](Transpose[perm=0,2,1](x)) -> Transpose[perm=1,0,2](x)")
public final class MergeTransposes implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node first = graph.producer(node.input(0), "Transpose");
        if (first == null) {
            return Edit.unchanged();
        }
        List<Long> inner = Permutation.of(first, graph);
        List<Long> outer = Permutation.of(node, graph);
        List<Long> both = inner == null || outer == null ? null : Permutation.compose(inner, outer);
        if (both == null) {
            return Edit.unchanged();
        }
        Node merged = node.withInputs(List.of(first.input(0)))
                .withAttributes(List.of(new Attribute.OfInts("perm", both, Extras.NONE)));
        return Edit.replace(node, merged, "two permutations make one");
    }
}
