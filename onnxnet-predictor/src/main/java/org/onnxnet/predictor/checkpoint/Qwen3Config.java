package org.onnxnet.predictor.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sizes and variants of a Qwen3 network as {@code config.json} gives them. Each token sees itself and those before it.
 *
 * @param vocabulary number of token ids ({@code vocab_size})
 * @param hidden width of a token's vector ({@code hidden_size})
 * @param layers number of layers ({@code num_hidden_layers})
 * @param heads number of heads of the queries ({@code num_attention_heads}), a multiple of {@code keyHeads}
 * @param keyHeads number of heads of keys and values, each for several heads of queries ({@code num_key_value_heads})
 * @param headSize width of a head, even; heads together need not be as wide as a token's vector ({@code head_dim})
 * @param intermediate width inside the feed-forward blocks ({@code intermediate_size})
 * @param theta base of the rotary positions ({@code rope_theta})
 * @param epsilon what the normalisations add to the mean square ({@code rms_norm_eps})
 * @param maxTokens the longest text it was made for ({@code max_position_embeddings})
 * @param padToken the id that fills up short texts
 * @param activation of the feed-forward blocks ({@code hidden_act})
 * @param attentionBias whether the linear maps of the attention add a bias ({@code attention_bias})
 * @param labels number of outputs of the classifier
 * @see <a href="https://arxiv.org/abs/2505.09388">Qwen3 Technical Report, Yang et al. 2025</a>
 */
public record Qwen3Config(
        int vocabulary,
        int hidden,
        int layers,
        int heads,
        int keyHeads,
        int headSize,
        int intermediate,
        double theta,
        double epsilon,
        int maxTokens,
        int padToken,
        Activation activation,
        boolean attentionBias,
        int labels)
        implements NetworkConfig {
    private static final int BLOCK = 8;

    @Override
    public String family() {
        return "Qwen3";
    }

    @Override
    public Qwen3Config withLabels(int labels) {
        return new Qwen3Config(
                vocabulary,
                hidden,
                layers,
                heads,
                keyHeads,
                headSize,
                intermediate,
                theta,
                epsilon,
                maxTokens,
                padToken,
                activation,
                attentionBias,
                labels);
    }

    /** Attention takes any number; a few tokens of padding bring texts of like length together. */
    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public Map<String, List<Long>> weights(Checkpoint.Kind kind) {
        return Qwen3Weights.of(this, kind);
    }

    @Override
    public Checkpoint.Kind kindOf(Set<String> weights) {
        return Qwen3Weights.kindOf(weights);
    }
}
