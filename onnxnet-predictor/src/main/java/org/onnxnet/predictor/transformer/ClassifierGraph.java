package org.onnxnet.predictor.transformer;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.predictor.checkpoint.Qwen3Config;

/**
 * The network of a checkpoint as an ONNX model: {@code input_ids} and {@code attention_mask}, both INT64 [batch, tokens], to
 * {@code logits}, FLOAT [batch, labels]. Texts stand at the left, padding at the right has the mask 0. The names are those of
 * the files that Optimum exports.
 *
 * <p>It uses operators that ONNX Runtime adds to those of ONNX ({@code MultiHeadAttention}, {@code RotaryEmbedding}, and
 * {@code DynamicQuantizeMatMul} in 8 bits). Weights are external data that is read from the checkpoint when it is needed.
 */
public final class ClassifierGraph {
    private static final long OPSET = 20;

    private ClassifierGraph() {}

    /**
     * Builds the network of a classifier.
     *
     * @param largestWeight the largest number for a weight in 8 bits, 1 to 127; does not matter in other precisions
     * @throws InvalidCheckpointException if the checkpoint has no classifier
     */
    public static Model of(Checkpoint checkpoint, Precision precision, int largestWeight) {
        if (checkpoint.kind() != Checkpoint.Kind.CLASSIFIER) {
            String missing = checkpoint.config().weights(Checkpoint.Kind.CLASSIFIER).keySet().stream()
                    .filter(name -> !checkpoint.has(name))
                    .findFirst()
                    .orElseThrow();
            throw new InvalidCheckpointException(checkpoint.weights().place() + ": no tensor '" + missing
                    + "': this is a checkpoint to start a training from, and cannot score");
        }
        return GraphBuilder.model(OPSET, graph -> build(checkpoint, precision, largestWeight, graph))
                .withOpset("com.microsoft", 1);
    }

    private static void build(Checkpoint checkpoint, Precision precision, int largestWeight, GraphBuilder graph) {
        ElementType type = precision == Precision.FP16 ? ElementType.FLOAT16 : ElementType.FLOAT;
        Weights weights = new Weights(checkpoint, graph, type);
        Ops ops = new Ops(graph, type);
        Layers layers = new Layers(ops, weights, precision, largestWeight);
        Dim batch = Dim.of("batch");
        ValueType texts = new ValueType.OfTensor(ElementType.INT64, new Shape(List.of(batch, Dim.of("tokens"))));
        String ids = graph.input(new Value("input_ids", texts));
        String mask = graph.input(new Value("attention_mask", texts));
        NetworkConfig config = checkpoint.config();
        String scores =
                classifier(config, new Parts(graph, ops, weights, layers)).scores(ids, mask);
        graph.node(new Node(
                "logits",
                OpId.of("Cast"),
                List.of(scores),
                List.of("logits"),
                List.of(Attribute.of("to", ElementType.FLOAT.code()))));
        graph.output(new Value(
                "logits",
                new ValueType.OfTensor(ElementType.FLOAT, new Shape(List.of(batch, Dim.of(config.labels()))))));
    }

    private static Classifier classifier(NetworkConfig config, Parts parts) {
        return config instanceof ModernBertConfig modernBert
                ? new ModernBert(modernBert, parts)
                : new Qwen3((Qwen3Config) config, parts);
    }
}
