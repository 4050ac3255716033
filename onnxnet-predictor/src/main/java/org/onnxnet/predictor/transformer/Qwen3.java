package org.onnxnet.predictor.transformer;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.predictor.checkpoint.Qwen3Config;

/**
 * A Qwen3 that scores a text by the vector of its last token. Tokens see only what is before them, so that padding at the right
 * changes nothing and the mask is not needed.
 *
 * @see <a href="https://arxiv.org/abs/2505.09388">Qwen3 Technical Report, Yang et al. 2025</a>
 */
final class Qwen3 implements Classifier {
    /** By how much the longest text may be filled up. */
    private static final int MORE_POSITIONS = 64;

    private final Qwen3Config config;
    private final Ops ops;
    private final Weights weights;
    private final Layers layers;
    private final Rotary rotary;
    private final CausalAttention attention;

    Qwen3(Qwen3Config config, Parts parts) {
        this.config = config;
        this.ops = parts.ops();
        this.weights = parts.weights();
        this.layers = parts.layers();
        this.rotary = new Rotary(
                ops, weights, "rotary", config.maxTokens() + MORE_POSITIONS, config.headSize(), config.theta());
        this.attention = new CausalAttention(ops, config);
    }

    @Override
    public String scores(String ids, String mask) {
        String x = ops.op("Gather", List.of(weights.asIs("model.embed_tokens.weight"), ids));
        for (int i = 0; i < config.layers(); i++) {
            String layer = "model.layers." + i + ".";
            x = ops.add(x, attention(norm(x, layer + "input_layernorm"), layer + "self_attn."));
            x = ops.add(x, feedForward(norm(x, layer + "post_attention_layernorm"), layer + "mlp."));
        }
        String scores = layers.exact(norm(lastTwice(x, ids), "model.norm"), "score");
        return ops.op("Gather", List.of(scores, ops.integer(0)), Attribute.of("axis", 1));
    }

    private String attention(String x, String name) {
        String query = byHead(layers.linear(x, name + "q_proj"), config.heads(), name + "q_norm");
        String key = byHead(layers.linear(x, name + "k_proj"), config.keyHeads(), name + "k_norm");
        String value = layers.linear(x, name + "v_proj");
        return layers.linear(attention.attend(rotary.turn(query), rotary.turn(key), value), name + "o_proj");
    }

    /** Normalises the vector of each head by itself. */
    private String byHead(String x, int heads, String name) {
        int size = config.headSize();
        return ops.reshape(norm(ops.reshape(x, 0, 0, heads, size), name), 0, 0, (long) heads * size);
    }

    private String feedForward(String x, String name) {
        String gate = layers.activate(layers.linear(x, name + "gate_proj"), config.activation());
        return layers.linear(ops.mul(gate, layers.linear(x, name + "up_proj")), name + "down_proj");
    }

    /**
     * The vector of the last token that is no padding, and of the first one where all are: [batch, tokens, hidden] to [batch, 2,
     * hidden]. Everything from here on is computed twice. The runtime has another way to multiply a single row, whose
     * rounding differs, and a score must not depend on whether a text came alone.
     */
    private String lastTwice(String states, String ids) {
        String padding = ops.op("Equal", List.of(ids, ops.integer(config.padToken())));
        String real = ops.cast(ops.op("Not", List.of(padding)), ElementType.INT64);
        String tokens = ops.op("Gather", List.of(ops.op("Shape", List.of(ids)), ops.integer(1)));
        String places = ops.op("Range", List.of(ops.integer(0), tokens, ops.integer(1)));
        String last = ops.op("ReduceMax", List.of(ops.mul(real, places), ops.integers(1)));
        String twice = ops.op("Unsqueeze", List.of(ops.concat(1, last, last), ops.integers(2)));
        return ops.op("GatherND", List.of(states, twice), Attribute.of("batch_dims", 1));
    }

    private String norm(String x, String name) {
        return layers.rootMeanSquareNorm(x, name, config.epsilon());
    }
}
