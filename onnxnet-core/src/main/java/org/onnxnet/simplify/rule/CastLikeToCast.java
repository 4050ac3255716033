package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Names the type of a <a href="https://onnx.ai/onnx/operators/onnx__CastLike.html">CastLike</a> where it is known. The other
 * attributes mean the same to both operators.
 *
 * <pre>CastLike(x: INT64, like: FLOAT) -> Cast[to=FLOAT](x)</pre>
 */
@RuleInfo(
        roots = "CastLike",
        lossless = true,
        summary = "A CastLike whose type is known is a Cast.",
        example = "CastLike(x, like) where like is FLOAT -> Cast[to=FLOAT](x)")
public final class CastLikeToCast implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        ElementType to = graph.elementType(node.output(0));
        if (to == null || to == ElementType.UNDEFINED) {
            return Edit.unchanged();
        }
        List<Attribute> attributes = new ArrayList<>(node.attributes());
        attributes.add(Attribute.of("to", to.code()));
        Node cast =
                new Node(node.name(), OpId.of("Cast"), List.of(node.input(0)), node.outputs(), List.copyOf(attributes));
        return Edit.replace(node, cast, "its type is " + to);
    }
}
