package org.onnxnet.trainer.start;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.onnxnet.predictor.checkpoint.Activation;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.checkpoint.Pooling;
import org.onnxnet.predictor.checkpoint.SpecialTokens;
import org.onnxnet.predictor.text.DomainTokenizer;

/**
 * The size of a network to train from nothing. What is not here is as in the published checkpoints: mean pooling, no biases, every
 * third layer global.
 *
 * @param layers number of layers
 * @param hidden width of a token's vector, a multiple of {@code 2 heads}
 * @param heads number of heads
 * @param intermediate width inside the feed-forward blocks
 * @param localAttention the window of local layers in tokens, even
 * @param maxTokens the longest text
 */
public record NetworkSize(int layers, int hidden, int heads, int intermediate, int localAttention, int maxTokens) {
    static final SpecialTokens DOMAIN_TOKENS =
            new SpecialTokens(DomainTokenizer.CLS, DomainTokenizer.SEP, OptionalInt.of(DomainTokenizer.MASK));
    private static final int GLOBAL_EVERY = 3;
    private static final int MOST_LAYERS = 1000;

    public NetworkSize {
        if (layers < 1 || heads < 1 || hidden < 2 || intermediate < 1 || maxTokens < 3) {
            throw new IllegalArgumentException(layers + " layers, hidden " + hidden + ", " + heads
                    + " heads, intermediate " + intermediate + ", " + maxTokens + " tokens: wanted positive numbers");
        }
        if (layers > MOST_LAYERS) {
            throw new IllegalArgumentException("layers is " + layers + ", wanted at most " + MOST_LAYERS);
        }
        if (hidden % (2L * heads) != 0) {
            throw new IllegalArgumentException(
                    "hidden is " + hidden + ", wanted a multiple of twice the heads, " + 2L * heads);
        }
        requireMatrix("hidden is " + hidden, hidden, Math.max(3L * hidden, DomainTokenizer.VOCABULARY));
        requireMatrix("hidden is " + hidden + " and intermediate " + intermediate, hidden, 2L * intermediate);
        if (localAttention < 2 || localAttention % 2 != 0) {
            throw new IllegalArgumentException(
                    "localAttention is " + localAttention + ", wanted an even number from 2");
        }
    }

    /** A weight is read and written as one array. */
    private static void requireMatrix(String sizes, long rows, long columns) {
        if (rows * columns > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(sizes + ", which makes a weight of " + rows + " times " + columns
                    + " numbers, wanted at most " + Integer.MAX_VALUE + " in one weight; take smaller sizes");
        }
    }

    /** Four layers of 192 with 4 heads, about 2.4 million weights, for texts of up to 8192 tokens. */
    public static NetworkSize small() {
        return new NetworkSize(4, 192, 4, 512, 128, 8192);
    }

    ModernBertConfig config() {
        return new ModernBertConfig(
                DomainTokenizer.VOCABULARY,
                hidden,
                heads,
                intermediate,
                IntStream.range(0, layers).mapToObj(i -> i % GLOBAL_EVERY == 0).toList(),
                localAttention,
                160_000,
                10_000,
                1e-5,
                maxTokens,
                DomainTokenizer.PAD,
                Activation.GELU,
                Activation.GELU,
                Pooling.MEAN,
                ModernBertConfig.Biases.NONE,
                1);
    }
}
