package org.onnxnet.predictor.transformer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.checkpoint.Pooling;

/**
 * A ModernBERT, of any variant of its configuration.
 *
 * @see <a href="https://arxiv.org/abs/2412.13663">ModernBERT, Warner et al. 2024</a>
 */
final class ModernBert implements Classifier {
    private final ModernBertConfig config;
    private final GraphBuilder graph;
    private final Ops ops;
    private final Weights weights;
    private final Layers layers;

    ModernBert(ModernBertConfig config, Parts parts) {
        this.config = config;
        this.graph = parts.graph();
        this.ops = parts.ops();
        this.weights = parts.weights();
        this.layers = parts.layers();
    }

    @Override
    public String scores(String ids, String mask) {
        String missing = missingTokens(ids);
        String fullMask = filledUp(mask, missing, 0);
        String states = encoder(filledUp(ids, missing, config.padToken()), fullMask);
        return head(pooledTwice(states, fullMask));
    }

    /** How many tokens are missing until the text is a whole number of blocks, [1]. */
    private String missingTokens(String ids) {
        String tokens = ops.op("Shape", List.of(ids), Attribute.of("start", 1));
        return ops.op("Mod", List.of(ops.op("Neg", List.of(tokens)), ops.integers(config.block())));
    }

    private String filledUp(String x, String missing, long with) {
        String pads = ops.concat(0, ops.integers(0), missing);
        return ops.op("Pad", List.of(x, pads, ops.integer(with), ops.integers(1)));
    }

    /** [batch, tokens] to [batch, tokens, hidden]. */
    private String encoder(String ids, String mask) {
        Map<Boolean, View> views = new HashMap<>();
        String x = ops.op("Gather", List.of(weights.asIs("model.embeddings.tok_embeddings.weight"), ids));
        x = norm(x, "model.embeddings.norm");
        for (int i = 0; i < config.layers(); i++) {
            String layer = "model.layers." + i + ".";
            View view = views.computeIfAbsent(
                    config.globalLayers().get(i), global -> global ? globalView(mask) : localView(mask));
            // The first layer has no normalisation of its own: the embeddings have just been normalised.
            String normed = i == 0 ? x : norm(x, layer + "attn_norm");
            x = ops.add(x, attention(normed, layer, view));
            x = ops.add(x, feedForward(norm(x, layer + "mlp_norm"), layer));
        }
        return norm(x, "model.final_norm");
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
        int positions = config.maxTokens() + config.block();
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
        x = layers.exact(norm(x, "head.norm"), "classifier");
        return ops.op("Gather", List.of(x, ops.integer(0)), Attribute.of("axis", 1));
    }

    private String norm(String x, String name) {
        return layers.norm(x, name, config.epsilon());
    }
}
