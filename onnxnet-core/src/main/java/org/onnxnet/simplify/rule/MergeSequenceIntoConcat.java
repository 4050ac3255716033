package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Joins tensors at once that are first made a sequence, which nothing else reads.
 *
 * <pre>ConcatFromSequence[axis=1](SequenceConstruct(x, y)) -> Concat[axis=1](x, y)</pre>
 */
@RuleInfo(
        roots = "ConcatFromSequence",
        lossless = true,
        summary = "Tensors that become a sequence only to be joined are joined by a Concat.",
        example = "ConcatFromSequence[axis=1](SequenceConstruct(x, y)) -> Concat[axis=1](x, y)")
public final class MergeSequenceIntoConcat implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node sequence = graph.producer(node.input(0), "SequenceConstruct");
        // With a new axis the tensors are stacked, which would take a node for each.
        if (sequence == null || !graph.isUsedOnce(node.input(0)) || node.intAttribute("new_axis", 0) != 0) {
            return Edit.unchanged();
        }
        List<Attribute> attributes = List.of(Attribute.of("axis", node.intAttribute("axis", 0)));
        return Edit.because("the sequence has no other reader")
                .remove(node)
                .remove(sequence)
                .add(new Node(node.name(), OpId.of("Concat"), sequence.inputs(), node.outputs(), attributes))
                .build();
    }
}
