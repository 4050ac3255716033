package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields of {@code config.json}. Defaults are those of the class {@code ModernBertConfig} in transformers; keys that
 * say how to run the network and not what it computes are ignored.
 */
final class ConfigReader {
    private static final String FULL = "full_attention";
    private static final String SLIDING = "sliding_attention";
    private static final int MAX_LAYERS = 10_000;

    private final JsonFile json;

    ConfigReader(JsonFile json) {
        this.json = json;
    }

    ModernBertConfig config() {
        if (!json.text("model_type", "").equals("modernbert")) {
            throw json.wrong("model_type", "\"modernbert\": other networks are not supported");
        }
        int hidden = json.count("hidden_size");
        int heads = json.count("num_attention_heads");
        if (hidden % heads != 0 || hidden / heads % 2 != 0) {
            throw json.wrong("hidden_size", "a multiple of twice the num_attention_heads, " + heads);
        }
        int localAttention = json.count("local_attention", 128);
        if (localAttention < 2 || localAttention % 2 != 0) {
            throw json.wrong("local_attention", "an even number from 2");
        }
        int vocabulary = json.count("vocab_size");
        int pad = json.count("pad_token_id", 50283);
        if (pad >= vocabulary) {
            throw json.wrong("pad_token_id", "less than the vocab_size, " + vocabulary);
        }
        return new ModernBertConfig(
                vocabulary,
                hidden,
                heads,
                json.count("intermediate_size"),
                globalLayers(),
                localAttention,
                theta(FULL, "global_rope_theta", 160_000),
                theta(SLIDING, "local_rope_theta", 10_000),
                json.positive("norm_eps", 1e-5),
                json.count("max_position_embeddings", 8192),
                pad,
                activation("hidden_activation"),
                activation("classifier_activation"),
                pooling(),
                biases(),
                labels());
    }

    /** {@code layer_types} in files of transformers 5, before that every n-th layer from the first. */
    private List<Boolean> globalLayers() {
        int layers = json.count("num_hidden_layers");
        if (layers > MAX_LAYERS) {
            throw json.wrong("num_hidden_layers", "at most " + MAX_LAYERS);
        }
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
        for (String key : List.of(rope + "/rope_type", "rope_scaling/rope_type", "rope_scaling/type")) {
            if (!json.text(key, "default").equals("default")) {
                throw json.wrong(key, "\"default\": scaled rotary positions are not supported");
            }
        }
        String newKey = rope + "/rope_theta";
        return json.positive(json.has(newKey) ? newKey : oldKey, otherwise);
    }

    private Activation activation(String key) {
        return Activation.ofName(json.text(key, "gelu"))
                .orElseThrow(() -> json.wrong(key, "one of " + Activation.allNames()));
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

    private int labels() {
        if (json.at("id2label").isObject()) {
            return json.at("id2label").size();
        }
        return json.count("num_labels", 2);
    }
}
