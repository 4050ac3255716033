package org.onnxnet.predictor.transformer;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.predictor.checkpoint.Qwen3Config;

/**
 * Attention of each token to itself and those before it. Padding stands at the right, where no token sees it, so that it needs no
 * mask. The runtime holds the scores of all pairs of tokens of a layer at once.
 */
final class CausalAttention {
    private final Ops ops;
    private final Qwen3Config config;

    CausalAttention(Ops ops, Qwen3Config config) {
        this.ops = ops;
        this.config = config;
    }

    /**
     * The mean of the values of all tokens in view, weighted by how well their keys fit the query.
     *
     * @param query turned by {@link Rotary}, [batch, tokens, heads * head size]
     * @param key turned by {@link Rotary}, [batch, tokens, key heads * head size]
     * @param value the same, not turned
     * @return [batch, tokens, heads * head size]
     */
    String attend(String query, String key, String value) {
        return ops.microsoft(
                "MultiHeadAttention",
                List.of(query, forEachHead(key), forEachHead(value)),
                Attribute.of("num_heads", config.heads()),
                Attribute.of("unidirectional", 1),
                Attribute.of("scale", (float) (1 / Math.sqrt(config.headSize()))));
    }

    /** [batch, tokens, key heads * head size] to [batch, tokens, heads * head size]: each head for all queries that share it. */
    private String forEachHead(String x) {
        int sharing = config.heads() / config.keyHeads();
        if (sharing == 1) {
            return x;
        }
        String heads = ops.reshape(x, 0, 0, config.keyHeads(), 1, config.headSize());
        String repeated = ops.op("Expand", List.of(heads, ops.integers(1, 1, 1, sharing, 1)));
        return ops.reshape(repeated, 0, 0, (long) config.heads() * config.headSize());
    }
}
