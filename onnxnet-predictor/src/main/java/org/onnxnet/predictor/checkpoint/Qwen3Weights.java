package org.onnxnet.predictor.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The weights of a Qwen3 by the names {@code transformers} gives them; the head that writes texts is not among them. */
final class Qwen3Weights {
    private Qwen3Weights() {}

    static Map<String, List<Long>> of(Qwen3Config config, Checkpoint.Kind kind) {
        WeightShapes shapes = new WeightShapes();
        shapes.add("model.embed_tokens.weight", config.vocabulary(), config.hidden());
        for (int i = 0; i < config.layers(); i++) {
            addLayer(shapes, "model.layers." + i + ".", config);
        }
        shapes.norm("model.norm", config.hidden(), false);
        if (kind == Checkpoint.Kind.CLASSIFIER) {
            shapes.linear("score", config.labels(), config.hidden(), false);
        }
        return shapes.toMap();
    }

    static Checkpoint.Kind kindOf(Set<String> weights) {
        return weights.contains("score.weight") ? Checkpoint.Kind.CLASSIFIER : Checkpoint.Kind.ENCODER;
    }

    private static void addLayer(WeightShapes shapes, String layer, Qwen3Config config) {
        long hidden = config.hidden();
        long queries = (long) config.heads() * config.headSize();
        long keys = (long) config.keyHeads() * config.headSize();
        boolean bias = config.attentionBias();
        shapes.norm(layer + "input_layernorm", hidden, false);
        shapes.linear(layer + "self_attn.q_proj", queries, hidden, bias);
        shapes.linear(layer + "self_attn.k_proj", keys, hidden, bias);
        shapes.linear(layer + "self_attn.v_proj", keys, hidden, bias);
        shapes.norm(layer + "self_attn.q_norm", config.headSize(), false);
        shapes.norm(layer + "self_attn.k_norm", config.headSize(), false);
        shapes.linear(layer + "self_attn.o_proj", hidden, queries, bias);
        shapes.norm(layer + "post_attention_layernorm", hidden, false);
        shapes.linear(layer + "mlp.gate_proj", config.intermediate(), hidden, false);
        shapes.linear(layer + "mlp.up_proj", config.intermediate(), hidden, false);
        shapes.linear(layer + "mlp.down_proj", hidden, config.intermediate(), false);
    }
}
