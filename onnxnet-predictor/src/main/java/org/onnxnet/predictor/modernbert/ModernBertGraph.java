package org.onnxnet.predictor.modernbert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.onnxnet.predictor.checkpoint.Pooling;

/**
 * The network of a checkpoint as an ONNX model: {@code input_ids} and {@code attention_mask}, both INT64 [batch, tokens], to
 * {@code logits}, FLOAT [batch, labels]. Texts stand at the left, padding at the right has the mask 0. The names are those of
 * the files that Optimum exports.
 *
 * <p>It uses operators that ONNX Runtime adds to those of ONNX ({@code MultiHeadAttention}, {@code RotaryEmbedding}, and
 * {@code DynamicQuantizeMatMul} in 8 bits). Weights are external data that is read from the checkpoint when it is needed.
 */
public final class ModernBertGraph {
    private static final long OPSET = 20;

    private final ModernBertConfig config;
    private final Weights weights;
    private final Ops ops;
    private final Layers layers;
    private final GraphBuilder graph;

    private ModernBertGraph(Checkpoint checkpoint, Precision precision, int largestWeight, GraphBuilder graph) {
        ElementType type = precision == Precision.FP16 ? ElementType.FLOAT16 : ElementType.FLOAT;
        this.config = checkpoint.config();
        this.graph = graph;
        this.weights = new Weights(checkpoint, graph, type);
        this.ops = new Ops(graph, type);
        this.layers = new Layers(ops, weights, precision, largestWeight, config.epsilon());
    }

    /**
     * Builds the network of a classifier.
     *
     * @param largestWeight the largest number for a weight in 8 bits, 1 to 127; does not matter in other precisions
     * @throws InvalidCheckpointException if the checkpoint has no classifier
     */
    public static Model of(Checkpoint checkpoint, Precision precision, int largestWeight) {
        if (checkpoint.kind() != Checkpoint.Kind.CLASSIFIER) {
            throw new InvalidCheckpointException(
                    checkpoint.weights().file() + ": no tensor 'classifier.weight': this is "
                            + "a checkpoint to start a training from, and cannot score");
        }
        return GraphBuilder.model(
                        OPSET, graph -> new ModernBertGraph(checkpoint, precision, largestWeight, graph).build())
                .withOpset("com.microsoft", 1);
    }

    private void build() {
        ValueType texts =
                new ValueType.OfTensor(ElementType.INT64, new Shape(List.of(Dim.of("batch"), Dim.of("tokens"))));
        String ids = graph.input(new Value("input_ids", texts));
        String mask = graph.input(new Value("attention_mask", texts));
        String missing = missingTokens(ids);
        String fullMask = filledUp(mask, missing, 0);
        String states = encoder(filledUp(ids, missing, config.padToken()), fullMask);
        String scores = head(pooledTwice(states, fullMask));
        graph.node(new Node(
                "logits",
                OpId.of("Cast"),
                List.of(scores),
                List.of("logits"),
                List.of(Attribute.of("to", ElementType.FLOAT.code()))));
        graph.output(new Value(
                "logits",
                new ValueType.OfTensor(
                        ElementType.FLOAT, new Shape(List.of(Dim.of("batch"), Dim.of(config.labels()))))));
    }

    /** How many tokens are missing until the text is a whole number of blocks, [1]. */
    private String missingTokens(String ids) {
        String tokens = ops.op("Shape", List.of(ids), Attribute.of("start", 1));
        return ops.op("Mod", List.of(ops.op("Neg", List.of(tokens)), ops.integers(LocalAttention.blockOf(config))));
    }

    private String filledUp(String x, String missing, long with) {
        String pads = ops.concat(0, ops.integers(0), missing);
        return ops.op("Pad", List.of(x, pads, ops.integer(with), ops.integers(1)));
    }

    /** [batch, tokens] to [batch, tokens, hidden]. */
    private String encoder(String ids, String mask) {
        Map<Boolean, View> views = new HashMap<>();
        String x = ops.op("Gather", List.of(weights.asIs("model.embeddings.tok_embeddings.weight"), ids));
        x = layers.norm(x, "model.embeddings.norm");
        for (int i = 0; i < config.layers(); i++) {
            String layer = "model.layers." + i + ".";
            View view = views.computeIfAbsent(
                    config.globalLayers().get(i), global -> global ? globalView(mask) : localView(mask));
            // The first layer has no normalisation of its own: the embeddings have just been normalised.
            String normed = i == 0 ? x : layers.norm(x, layer + "attn_norm");
            x = ops.add(x, attention(normed, layer, view));
            x = ops.add(x, feedForward(layers.norm(x, layer + "mlp_norm"), layer));
        }
        return layers.norm(x, "model.final_norm");
    }

    /** How the layers of one kind see a text. */
    private record View(Rotary rotary, Attention attention) {}

    private View globalView(String mask) {
        return new View(rotary("global", config.globalTheta()), new GlobalAttention(ops, weights, config, mask));
    }

    private View localView(String mask) {
        return new View(rotary("local", config.localTheta()), new LocalAttention(graph, ops, config, mask));
    }

    private Rotary rotary(String name, double theta) {
        int positions = config.maxTokens() + LocalAttention.blockOf(config);
        return new Rotary(ops, weights, name, positions, config.headSize(), theta);
    }

    private String attention(String x, String layer, View view) {
        List<String> parts = ops.split(layers.linear(x, layer + "attn.Wqkv"), 3, 2);
        String seen = view.attention()
                .attend(view.rotary().turn(parts.get(0)), view.rotary().turn(parts.get(1)), parts.get(2));
        return layers.linear(seen, layer + "attn.Wo");
    }

    /** The first half of the inner vector is activated, the second is its gate. */
    private String feedForward(String x, String layer) {
        List<String> halves = ops.split(layers.linear(x, layer + "mlp.Wi"), 2, 2);
        String gated = ops.mul(layers.activate(halves.get(0), config.activation()), halves.get(1));
        return layers.linear(gated, layer + "mlp.Wo");
    }

    /**
     * [batch, tokens, hidden] to [batch, 2, hidden]: everything from here on is computed twice. The runtime has another way to
     * multiply a single row, whose rounding differs, and a score must not depend on whether a text came alone.
     */
    private String pooledTwice(String states, String mask) {
        if (config.pooling() == Pooling.CLS) {
            return ops.op("Gather", List.of(states, ops.integers(0, 0)), Attribute.of("axis", 1));
        }
        String row = ops.op("Unsqueeze", List.of(ops.toReal(mask), ops.integers(1)));
        String tokens = ops.op("ReduceSum", List.of(row, ops.integers(2)));
        String share = ops.op("Div", List.of(row, tokens));
        return ops.op("MatMul", List.of(ops.concat(1, share, share), states));
    }

    /** [batch, 2, hidden] to [batch, labels]. */
    private String head(String pooled) {
        String x = layers.activate(layers.exact(pooled, "head.dense"), config.headActivation());
        x = layers.exact(layers.norm(x, "head.norm"), "classifier");
        return ops.op("Gather", List.of(x, ops.integer(0)), Attribute.of("axis", 1));
    }
}
