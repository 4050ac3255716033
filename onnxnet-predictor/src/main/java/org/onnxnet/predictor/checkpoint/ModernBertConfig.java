package org.onnxnet.predictor.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sizes and variants of a ModernBERT network as {@code config.json} gives them.
 *
 * @param vocabulary number of token ids ({@code vocab_size})
 * @param hidden width of a token's vector ({@code hidden_size}), a multiple of {@code 2 heads}
 * @param intermediate width inside the feed-forward blocks ({@code intermediate_size}), before the gate doubles it
 * @param globalLayers for each layer whether its tokens see all others; else they see {@code localAttention / 2} on each side
 * @param localAttention size of the window of local layers in tokens, even
 * @param globalTheta base of the rotary positions in global layers
 * @param localTheta base of the rotary positions in local layers
 * @param epsilon what the normalisations add to the variance ({@code norm_eps})
 * @param maxTokens the longest text it was made for ({@code max_position_embeddings})
 * @param padToken the id that fills up short texts
 * @param labels number of outputs of the classifier
 * @see <a href="https://arxiv.org/abs/2412.13663">ModernBERT, Warner et al. 2024</a>
 */
public record ModernBertConfig(
        int vocabulary,
        int hidden,
        int heads,
        int intermediate,
        List<Boolean> globalLayers,
        int localAttention,
        double globalTheta,
        double localTheta,
        double epsilon,
        int maxTokens,
        int padToken,
        Activation activation,
        Activation headActivation,
        Pooling pooling,
        Biases biases,
        int labels)
        implements NetworkConfig {
    private static final int SHORTEST_BLOCK = 64;

    /**
     * Which parts add a bias.
     *
     * @param attention the linear maps of the attention ({@code attention_bias})
     * @param feedForward the linear maps of the feed-forward blocks ({@code mlp_bias})
     * @param norm the normalisations ({@code norm_bias})
     * @param head the linear map in front of the classifier ({@code classifier_bias})
     */
    public record Biases(boolean attention, boolean feedForward, boolean norm, boolean head) {
        /** As in the published checkpoints. */
        public static final Biases NONE = new Biases(false, false, false, false);
    }

    public ModernBertConfig {
        globalLayers = List.copyOf(globalLayers);
    }

    @Override
    public String family() {
        return "ModernBERT";
    }

    @Override
    public ModernBertConfig withLabels(int labels) {
        return new ModernBertConfig(
                vocabulary,
                hidden,
                heads,
                intermediate,
                globalLayers,
                localAttention,
                globalTheta,
                localTheta,
                epsilon,
                maxTokens,
                padToken,
                activation,
                headActivation,
                pooling,
                biases,
                labels);
    }

    @Override
    public int layers() {
        return globalLayers.size();
    }

    /** The width of one attention head, even. */
    public int headSize() {
        return hidden / heads;
    }

    /** How far a token sees to each side in a local layer; the farthest one is seen. */
    public int window() {
        return localAttention / 2;
    }

    /** Local layers cut texts into blocks that are no shorter than the window. */
    @Override
    public int block() {
        int window = window();
        return window * ((SHORTEST_BLOCK + window - 1) / window);
    }

    @Override
    public Map<String, List<Long>> weights(Checkpoint.Kind kind) {
        return ModernBertWeights.of(this, kind);
    }

    @Override
    public Checkpoint.Kind kindOf(Set<String> weights) {
        return ModernBertWeights.kindOf(weights);
    }
}
