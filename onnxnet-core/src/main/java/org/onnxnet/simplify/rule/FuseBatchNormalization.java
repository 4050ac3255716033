package org.onnxnet.simplify.rule;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;
import org.onnxnet.simplify.rewrite.Training;
import org.onnxnet.simplify.rule.FoldableLayer.Parameters;

/**
 * Folds the inference form of a BatchNormalization into the Conv, ConvTranspose, Gemm or MatMul before it. Where the numbers are not known, their
 * place is all that changes: the four vectors become one bias.
 *
 * <pre>BatchNormalization(Conv(x, w), s, b, m, v) -> Conv(x, w', b')</pre>
 */
@RuleInfo(
        roots = "BatchNormalization",
        lossless = false,
        summary = "A BatchNormalization outside training that alone reads a Conv, ConvTranspose, Gemm or MatMul becomes"
                + " part of its weights and bias.",
        example = "BatchNormalization(Conv(x, w), s, b, m, v) -> Conv(x, w', b')")
public final class FuseBatchNormalization implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        if (Training.isTraining(node, graph)
                || (graph.opset() < 9 && node.intAttribute("spatial", 1) == 0)
                || node.inputs().size() != 5) {
            return Edit.unchanged();
        }
        FoldableLayer layer = FoldableLayer.at(node.input(0), graph);
        if (layer == null || layer.channelAxis() != 1 || hasOtherOutputs(node, graph)) {
            return Edit.unchanged();
        }
        List<String> vectors = node.inputs().subList(1, 5);
        for (String vector : vectors) {
            Shape shape = graph.shape(vector);
            if (shape == null
                    || !shape.isCertainly(Shape.of(layer.channels()))
                    || graph.elementType(vector) != layer.type()) {
                return Edit.unchanged();
            }
        }
        return fold(node, layer, vectors, graph);
    }

    private static Edit fold(Node node, FoldableLayer layer, List<String> vectors, GraphView graph) {
        String reason = "the normalisation is a factor and an offset per channel";
        if (layer.parameters() == Parameters.ABSENT) {
            List<String> absorbed = List.of(vectors.get(0), vectors.get(2), vectors.get(3), vectors.get(1));
            return vectors.stream().allMatch(graph::isParameter)
                    ? layer.absorb(node, absorbed, true, graph, reason)
                    : Edit.unchanged();
        }
        List<Tensor> numbers = new ArrayList<>();
        for (String vector : vectors) {
            Tensor found = layer.parameters() == Parameters.KNOWN
                    ? graph.constant(vector)
                    : UniformTensor.madeBy(vector, graph);
            if (found == null) {
                return Edit.unchanged();
            }
            numbers.add(found);
        }
        float epsilon = node.floatAttribute("epsilon", 1e-5f);
        return layer.fold(
                node,
                ChannelAffine.ofBatchNormalization(
                        numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), epsilon),
                graph,
                reason);
    }

    private static boolean hasOtherOutputs(Node node, GraphView graph) {
        return node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty() && graph.useCount(output) > 0);
    }
}
