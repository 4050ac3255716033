package org.onnxnet.predictor.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The weights of a ModernBERT by the names {@code transformers} gives them. */
final class ModernBertWeights {
    private ModernBertWeights() {}

    /**
     * The weights of a checkpoint. The map from vectors to the vocabulary, which a masked language model has, is the table of
     * embeddings and not stored again; its bias is.
     */
    static Map<String, List<Long>> of(ModernBertConfig config, Checkpoint.Kind kind) {
        WeightShapes shapes = new WeightShapes();
        addEncoder(shapes, config);
        if (kind != Checkpoint.Kind.ENCODER) {
            shapes.linear(
                    "head.dense",
                    config.hidden(),
                    config.hidden(),
                    config.biases().head());
            shapes.norm("head.norm", config.hidden(), config.biases().norm());
        }
        if (kind == Checkpoint.Kind.CLASSIFIER) {
            shapes.linear("classifier", config.labels(), config.hidden(), true);
        }
        if (kind == Checkpoint.Kind.MASKED_LANGUAGE_MODEL) {
            shapes.add(Checkpoint.DECODER_BIAS, config.vocabulary());
        }
        return shapes.toMap();
    }

    static Checkpoint.Kind kindOf(Set<String> weights) {
        if (weights.contains("classifier.weight")) {
            return Checkpoint.Kind.CLASSIFIER;
        }
        return weights.contains("head.dense.weight") ? Checkpoint.Kind.MASKED_LANGUAGE_MODEL : Checkpoint.Kind.ENCODER;
    }

    private static void addEncoder(WeightShapes shapes, ModernBertConfig config) {
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
    }
}
