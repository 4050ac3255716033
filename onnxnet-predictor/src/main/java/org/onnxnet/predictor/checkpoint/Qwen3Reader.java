package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Reads the fields of {@code config.json} of a Qwen3. Defaults are those of the class {@code Qwen3Config} in transformers; keys that
 * say how to run the network and not what it computes are ignored.
 */
final class Qwen3Reader {
    static final String TYPE = "qwen3";

    private static final List<String> ARCHITECTURES =
            List.of("Qwen3ForSequenceClassification", "Qwen3ForCausalLM", "Qwen3Model");

    private final JsonFile json;

    Qwen3Reader(JsonFile json) {
        this.json = json;
    }

    Qwen3Config config() {
        requireKnownArchitecture();
        requireFullAttention();
        int heads = json.count("num_attention_heads");
        int keyHeads = json.count("num_key_value_heads");
        if (heads % keyHeads != 0) {
            throw json.wrong("num_key_value_heads", "a number that divides the num_attention_heads, " + heads);
        }
        int headSize = json.count("head_dim", 128);
        if (headSize == 0 || headSize % 2 != 0) {
            throw json.wrong("head_dim", "an even number from 2");
        }
        return new Qwen3Config(
                json.count("vocab_size"),
                json.count("hidden_size"),
                CommonFields.layers(json),
                heads,
                keyHeads,
                headSize,
                json.count("intermediate_size"),
                theta(),
                json.positive("rms_norm_eps", 1e-6),
                json.count("max_position_embeddings", 32_768),
                padToken(),
                CommonFields.activation(json, "hidden_act", Activation.SILU),
                json.flag("attention_bias"),
                CommonFields.labels(json));
    }

    /** A classifier of tokens, say, has weights of the same names that mean something else. */
    private void requireKnownArchitecture() {
        for (JsonNode architecture : json.at("architectures")) {
            if (!ARCHITECTURES.contains(architecture.asText())) {
                throw json.wrong("architectures", "one of " + String.join(", ", ARCHITECTURES));
            }
        }
    }

    private void requireFullAttention() {
        if (json.flag("use_sliding_window")) {
            throw json.wrong("use_sliding_window", "false: windows of attention are not supported");
        }
        for (JsonNode type : json.at("layer_types")) {
            if (!type.asText().equals("full_attention")) {
                throw json.wrong("layer_types", "only \"full_attention\": windows of attention are not supported");
            }
        }
    }

    private double theta() {
        CommonFields.requireUnscaledPositions(
                json, "rope_parameters/rope_type", "rope_scaling/rope_type", "rope_scaling/type");
        String newKey = "rope_parameters/rope_theta";
        return json.positive(json.has(newKey) ? newKey : "rope_theta", 10_000);
    }

    /** The published checkpoints name no token to fill up with; the one that ends documents, which they call bos, is used. */
    private int padToken() {
        String key = json.has("pad_token_id") ? "pad_token_id" : "bos_token_id";
        if (!json.has(key)) {
            throw json.wrong("pad_token_id", "the id of the token that fills up short texts");
        }
        return CommonFields.token(json, key, 0);
    }
}
