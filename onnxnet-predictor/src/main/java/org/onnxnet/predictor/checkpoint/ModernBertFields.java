package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The fields of {@code config.json} of a ModernBERT. */
final class ModernBertFields {
    private static final Map<Checkpoint.Kind, String> ARCHITECTURES = Map.of(
            Checkpoint.Kind.CLASSIFIER, "ModernBertForSequenceClassification",
            Checkpoint.Kind.MASKED_LANGUAGE_MODEL, "ModernBertForMaskedLM",
            Checkpoint.Kind.ENCODER, "ModernBertModel");

    private ModernBertFields() {}

    static void put(ObjectNode json, ModernBertConfig config, Checkpoint.Kind kind) {
        json.putArray("architectures").add(ARCHITECTURES.get(kind));
        json.put("model_type", ModernBertReader.TYPE).put("dtype", "float32");
        putSizes(json, config);
        putAttention(json, config);
        putVariants(json, config);
    }

    private static void putSizes(ObjectNode json, ModernBertConfig config) {
        json.put("vocab_size", config.vocabulary())
                .put("hidden_size", config.hidden())
                .put("num_attention_heads", config.heads())
                .put("intermediate_size", config.intermediate())
                .put("num_hidden_layers", config.layers())
                .put("max_position_embeddings", config.maxTokens());
    }

    private static void putAttention(ObjectNode json, ModernBertConfig config) {
        List<Boolean> global = config.globalLayers();
        ArrayNode types = json.putArray("layer_types");
        global.forEach(full -> types.add(full ? "full_attention" : "sliding_attention"));
        everyNth(global).ifPresent(n -> json.put("global_attn_every_n_layers", n));
        json.put("local_attention", config.localAttention())
                .put("global_rope_theta", config.globalTheta())
                .put("local_rope_theta", config.localTheta());
        ObjectNode rope = json.putObject("rope_parameters");
        rope.putObject("full_attention").put("rope_type", "default").put("rope_theta", config.globalTheta());
        rope.putObject("sliding_attention").put("rope_type", "default").put("rope_theta", config.localTheta());
    }

    /** The n for which the layers 0, n, 2n, ... are global and no others. */
    private static OptionalInt everyNth(List<Boolean> global) {
        return IntStream.rangeClosed(1, global.size())
                .filter(n -> IntStream.range(0, global.size()).allMatch(i -> global.get(i) == (i % n == 0)))
                .findFirst();
    }

    private static void putVariants(ObjectNode json, ModernBertConfig config) {
        ModernBertConfig.Biases biases = config.biases();
        json.put("norm_eps", config.epsilon())
                .put("hidden_activation", config.activation().hubName())
                .put("classifier_activation", config.headActivation().hubName())
                .put("classifier_pooling", config.pooling() == Pooling.MEAN ? "mean" : "cls")
                .put("attention_bias", biases.attention())
                .put("mlp_bias", biases.feedForward())
                .put("norm_bias", biases.norm())
                .put("classifier_bias", biases.head())
                .put("decoder_bias", true)
                .put("tie_word_embeddings", true)
                .put("attention_dropout", 0.0)
                .put("embedding_dropout", 0.0)
                .put("mlp_dropout", 0.0)
                .put("classifier_dropout", 0.0);
    }
}
