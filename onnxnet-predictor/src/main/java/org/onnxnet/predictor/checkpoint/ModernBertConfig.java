package org.onnxnet.predictor.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
        int labels) {

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

    /**
     * Reads {@code config.json} as transformers 4 and 5 write it.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidCheckpointException if it is no such file, or names a variant that is not supported
     */
    public static ModernBertConfig read(Path file) throws IOException {
        return new ConfigReader(JsonFile.read(file)).config();
    }

    /** The same network with a classifier of so many outputs. */
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
}
