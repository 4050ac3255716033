package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;

/** The fields of {@code config.json} of a Qwen3. */
final class Qwen3Fields {
    private Qwen3Fields() {}

    static void put(ObjectNode json, Qwen3Config config, Checkpoint.Kind kind) {
        json.putArray("architectures")
                .add(kind == Checkpoint.Kind.CLASSIFIER ? "Qwen3ForSequenceClassification" : "Qwen3Model");
        json.put("model_type", Qwen3Reader.TYPE)
                .put("dtype", "float32")
                .put("vocab_size", config.vocabulary())
                .put("hidden_size", config.hidden())
                .put("num_hidden_layers", config.layers())
                .put("num_attention_heads", config.heads())
                .put("num_key_value_heads", config.keyHeads())
                .put("head_dim", config.headSize())
                .put("intermediate_size", config.intermediate())
                .put("max_position_embeddings", config.maxTokens())
                .put("rms_norm_eps", config.epsilon())
                .put("rope_theta", config.theta())
                .put("hidden_act", config.activation().hubName())
                .put("attention_bias", config.attentionBias())
                .put("attention_dropout", 0.0)
                .put("tie_word_embeddings", true)
                .put("use_sliding_window", false);
        json.putObject("rope_parameters").put("rope_type", "default").put("rope_theta", config.theta());
        Collections.nCopies(config.layers(), "full_attention").forEach(json.putArray("layer_types")::add);
    }
}
