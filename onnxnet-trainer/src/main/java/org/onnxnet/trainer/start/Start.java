package org.onnxnet.trainer.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.predictor.checkpoint.SpecialTokens;
import org.onnxnet.trainer.network.Initializer;
import org.onnxnet.trainer.network.Weights;

/** What a training starts from: a network, with or without knowledge, and its tokenizer. */
public sealed interface Start {
    /** The network, with a classifier of some size or other. */
    NetworkConfig config();

    /** Where its tokenizer is. */
    TokenizerFiles tokenizer();

    /** The tokens around texts; empty where the tokenizer puts none there. */
    Optional<SpecialTokens> specialTokens();

    /**
     * The values of weights. What the start does not have is drawn at random.
     *
     * @param config the network that the weights are for
     */
    Weights.Source weights(NetworkConfig config, long seed);

    /** A network of some size that has learnt nothing, with the tokenizer made for texts of networks. */
    static Start scratch(NetworkSize size) {
        return new Scratch(size);
    }

    /**
     * A checkpoint of Hugging Face with its tokenizer, a ModernBERT or a Qwen3: a classifier, a masked language model, whose head
     * becomes that of the classifier, another language model, whose head is dropped, or a bare encoder.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws InvalidCheckpointException if a file is damaged, or the tokenizer of a ModernBERT does not mark where texts start and end
     */
    static Start from(Path directory) throws IOException {
        TokenizerFiles tokenizer = TokenizerFiles.in(directory);
        Checkpoint checkpoint = Checkpoint.open(directory);
        Optional<SpecialTokens> special = tokenizer.specialTokens();
        if (checkpoint.config() instanceof ModernBertConfig && special.isEmpty()) {
            throw new InvalidCheckpointException(directory.resolve("tokenizer.json")
                    + ": no tokens [CLS] and [SEP] among the added_tokens; a ModernBERT starts texts with [CLS] and ends "
                    + "them with [SEP]");
        }
        return new Trained(checkpoint, tokenizer, special);
    }

    /**
     * A network that has learnt nothing.
     *
     * @param size of the network
     */
    record Scratch(NetworkSize size) implements Start {
        @Override
        public NetworkConfig config() {
            return size.config();
        }

        @Override
        public TokenizerFiles tokenizer() {
            return TokenizerFiles.domain();
        }

        @Override
        public Optional<SpecialTokens> specialTokens() {
            return Optional.of(NetworkSize.DOMAIN_TOKENS);
        }

        @Override
        public Weights.Source weights(NetworkConfig config, long seed) {
            return Initializer.of(config, seed);
        }
    }

    /**
     * A network that has learnt something.
     *
     * @param checkpoint the knowledge
     */
    record Trained(Checkpoint checkpoint, TokenizerFiles tokenizer, Optional<SpecialTokens> specialTokens)
            implements Start {
        @Override
        public NetworkConfig config() {
            return checkpoint.config();
        }

        @Override
        public Weights.Source weights(NetworkConfig config, long seed) {
            Initializer fresh = Initializer.of(config, seed);
            return (name, shape) -> has(name, shape) ? checkpoint.floats(name) : fresh.values(name, shape);
        }

        private boolean has(String name, List<Long> shape) {
            return checkpoint.has(name) && checkpoint.shape(name).equals(shape);
        }
    }
}
