package org.onnxnet.simplify.rule;

import static org.onnxnet.simplify.SimplifyMode.CANONICAL;

import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.Edit;
import org.onnxnet.simplify.GraphView;
import org.onnxnet.simplify.NodeRule;
import org.onnxnet.simplify.RuleInfo;
import org.onnxnet.simplify.Training;

/**
 * Folds the inference form of a BatchNormalization into the convolution in front of it. Where the numbers are not known, their
 * place is all that changes: the four vectors become one bias.
 *
 * <pre>BatchNormalization(Conv(x, w), s, b, m, v) -> Conv(x, w', b')</pre>
 */
@RuleInfo(
        roots = "BatchNormalization",
        mode = CANONICAL,
        summary = "A BatchNormalization outside training that alone reads a Conv becomes part of its weights and bias.",
        example = "BatchNormalization(Conv(x, w), s, b, m, v) -> Conv(x, w', b')")
public final class FuseConvBatchNormalization implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        if (Training.isTraining(node, graph)
                || (graph.opset() < 9 && node.intAttribute("spatial", 1) == 0)
                || node.inputs().size() != 5) {
            return Edit.unchanged();
        }
        FoldableConv conv = FoldableConv.at(node.input(0), graph);
        if (conv == null || hasOtherOutputs(node, graph)) {
            return Edit.unchanged();
        }
        List<String> vectors = node.inputs().subList(1, 5);
        for (String vector : vectors) {
            Shape shape = graph.shape(vector);
            if (shape == null
                    || !shape.isCertainly(Shape.of(conv.channels()))
                    || graph.elementType(vector) != conv.type()) {
                return Edit.unchanged();
            }
        }
        String reason = "the normalisation is a factor and an offset per channel";
        if (conv.isKnown()) {
            Tensor scale = graph.constant(vectors.get(0));
            Tensor bias = graph.constant(vectors.get(1));
            Tensor mean = graph.constant(vectors.get(2));
            Tensor variance = graph.constant(vectors.get(3));
            if (scale == null || bias == null || mean == null || variance == null) {
                return Edit.unchanged();
            }
            ChannelAffine affine = ChannelAffine.ofBatchNormalization(
                    scale, bias, mean, variance, node.floatAttribute("epsilon", 1e-5f));
            return conv.fold(node, affine, graph, reason);
        }
        List<String> absorbed = List.of(vectors.get(0), vectors.get(2), vectors.get(3), vectors.get(1));
        return vectors.stream().allMatch(graph::isParameter)
                ? conv.absorb(node, absorbed, true, graph, reason)
                : Edit.unchanged();
    }

    private static boolean hasOtherOutputs(Node node, GraphView graph) {
        return node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty() && graph.useCount(output) > 0);
    }
}
