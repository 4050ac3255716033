package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields of {@code config.json} of a ModernBERT. Defaults are those of the class {@code ModernBertConfig} in transformers; keys that
 * say how to run the network and not what it computes are ignored.
 */
final class ModernBertReader {
    static final String TYPE = "modernbert";

    private static final String FULL = "full_attention";
    private static final String SLIDING = "sliding_attention";

    private final JsonFile json;

    ModernBertReader(JsonFile json) {
        this.json = json;
    }

    ModernBertConfig config() {
        int hidden = json.count("hidden_size");
        int heads = json.count("num_attention_heads");
        if (hidden % heads != 0 || hidden / heads % 2 != 0) {
            throw json.wrong("hidden_size", "a multiple of twice the num_attention_heads, " + heads);
        }
        int localAttention = json.count("local_attention", 128);
        if (localAttention < 2 || localAttention % 2 != 0) {
            throw json.wrong("local_attention", "an even number from 2");
        }
        return new ModernBertConfig(
                json.count("vocab_size"),
                hidden,
                heads,
                json.count("intermediate_size"),
                globalLayers(),
                localAttention,
                theta(FULL, "global_rope_theta", 160_000),
                theta(SLIDING, "local_rope_theta", 10_000),
                json.positive("norm_eps", 1e-5),
                json.count("max_position_embeddings", 8192),
                CommonFields.token(json, "pad_token_id", 50283),
                CommonFields.activation(json, "hidden_activation", Activation.GELU),
                CommonFields.activation(json, "classifier_activation", Activation.GELU),
                pooling(),
                biases(),
                CommonFields.labels(json));
    }

    /** {@code layer_types} in files of transformers 5, before that every n-th layer from the first. */
    private List<Boolean> globalLayers() {
        int layers = CommonFields.layers(json);
        List<Boolean> global = new ArrayList<>();
        if (!json.has("layer_types")) {
            int every = json.count("global_attn_every_n_layers", 3);
            if (every == 0) {
                throw json.wrong("global_attn_every_n_layers", "a whole number from 1");
            }
            for (int layer = 0; layer < layers; layer++) {
                global.add(layer % every == 0);
            }
            return global;
        }
        for (JsonNode type : json.at("layer_types")) {
            if (!type.asText().equals(FULL) && !type.asText().equals(SLIDING)) {
                throw json.wrong("layer_types", "a list of \"" + FULL + "\" and \"" + SLIDING + "\"");
            }
            global.add(type.asText().equals(FULL));
        }
        if (global.size() != layers) {
            throw json.wrong("layer_types", "one entry for each of the num_hidden_layers, " + layers);
        }
        return global;
    }

    private double theta(String kind, String oldKey, double otherwise) {
        String rope = "rope_parameters/" + kind;
        CommonFields.requireUnscaledPositions(json, rope + "/rope_type", "rope_scaling/rope_type", "rope_scaling/type");
        String newKey = rope + "/rope_theta";
        return json.positive(json.has(newKey) ? newKey : oldKey, otherwise);
    }

    private Pooling pooling() {
        return switch (json.text("classifier_pooling", "cls")) {
            case "cls" -> Pooling.CLS;
            case "mean" -> Pooling.MEAN;
            default -> throw json.wrong("classifier_pooling", "\"cls\" or \"mean\"");
        };
    }

    private ModernBertConfig.Biases biases() {
        return new ModernBertConfig.Biases(
                json.flag("attention_bias"),
                json.flag("mlp_bias"),
                json.flag("norm_bias"),
                json.flag("classifier_bias"));
    }
}
