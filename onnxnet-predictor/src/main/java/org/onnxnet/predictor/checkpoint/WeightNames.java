package org.onnxnet.predictor.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a ModernBERT network by the names {@code transformers} gives them, with their shapes. */
public final class WeightNames {
    private WeightNames() {}

    /**
     * The weights of a checkpoint, in their order in the network. The map from vectors to the vocabulary, which a masked language
     * model has, is the table of embeddings and not stored again; its bias is.
     */
    public static Map<String, List<Long>> of(ModernBertConfig config, Checkpoint.Kind kind) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>(ofEncoder(config));
        switch (kind) {
            case ENCODER -> {}
            case CLASSIFIER -> {
                shapes.putAll(ofHead(config));
                shapes.putAll(ofClassifier(config));
            }
            case MASKED_LANGUAGE_MODEL -> {
                shapes.putAll(ofHead(config));
                shapes.put("decoder.bias", List.of((long) config.vocabulary()));
            }
        }
        return shapes;
    }

    /** The weights of the encoder. A linear map from {@code in} to {@code out} is stored as [out, in]. */
    static Map<String, List<Long>> ofEncoder(ModernBertConfig config) {
        Shapes shapes = new Shapes();
        long hidden = config.hidden();
        ModernBertConfig.Biases biases = config.biases();
        shapes.add("model.embeddings.tok_embeddings.weight", config.vocabulary(), hidden);
        shapes.norm("model.embeddings.norm", hidden, biases.norm());
        for (int i = 0; i < config.layers(); i++) {
            String layer = "model.layers." + i + ".";
            if (i > 0) {
                shapes.norm(layer + "attn_norm", hidden, biases.norm());
            }
            shapes.linear(layer + "attn.Wqkv", 3 * hidden, hidden, biases.attention());
            shapes.linear(layer + "attn.Wo", hidden, hidden, biases.attention());
            shapes.norm(layer + "mlp_norm", hidden, biases.norm());
            shapes.linear(layer + "mlp.Wi", 2L * config.intermediate(), hidden, biases.feedForward());
            shapes.linear(layer + "mlp.Wo", hidden, config.intermediate(), biases.feedForward());
        }
        shapes.norm("model.final_norm", hidden, biases.norm());
        return shapes.map;
    }

    /** The weights between the encoder and the last map; checkpoints of the masked language model have them too. */
    static Map<String, List<Long>> ofHead(ModernBertConfig config) {
        Shapes shapes = new Shapes();
        shapes.linear(
                "head.dense", config.hidden(), config.hidden(), config.biases().head());
        shapes.norm("head.norm", config.hidden(), config.biases().norm());
        return shapes.map;
    }

    static Map<String, List<Long>> ofClassifier(ModernBertConfig config) {
        Shapes shapes = new Shapes();
        shapes.linear("classifier", config.labels(), config.hidden(), true);
        return shapes.map;
    }

    private static final class Shapes {
        private final Map<String, List<Long>> map = new LinkedHashMap<>();

        void add(String name, long... shape) {
            map.put(name, java.util.Arrays.stream(shape).boxed().toList());
        }

        void linear(String name, long out, long in, boolean bias) {
            add(name + ".weight", out, in);
            if (bias) {
                add(name + ".bias", out);
            }
        }

        void norm(String name, long width, boolean bias) {
            add(name + ".weight", width);
            if (bias) {
                add(name + ".bias", width);
            }
        }
    }
}
