package org.onnxnet.trainer.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.predictor.checkpoint.SpecialTokens;
import org.onnxnet.predictor.text.DomainTokenizer;
import org.onnxnet.predictor.text.Tokenizer;

/** A tokenizer that can be run, and copied into the directory of the model that learns with it. */
public final class TokenizerFiles {
    private static final String TOKENIZER = "tokenizer.json";
    private static final List<String> FILES = List.of(TOKENIZER, "tokenizer_config.json", "special_tokens_map.json");

    /** None for the tokenizer made for texts of networks. */
    private final @Nullable Path directory;

    private TokenizerFiles(@Nullable Path directory) {
        this.directory = directory;
    }

    static TokenizerFiles domain() {
        return new TokenizerFiles(null);
    }

    static TokenizerFiles in(Path directory) {
        return new TokenizerFiles(directory);
    }

    Optional<SpecialTokens> specialTokens() throws IOException {
        return directory == null
                ? Optional.of(NetworkSize.DOMAIN_TOKENS)
                : SpecialTokens.read(directory.resolve(TOKENIZER));
    }

    /**
     * Loads the tokenizer.
     *
     * @throws IOException if it is missing or cannot be read
     */
    public Tokenizer load(NetworkConfig config) throws IOException {
        return directory == null ? Tokenizer.domain() : Tokenizer.load(directory.resolve(TOKENIZER), config);
    }

    void copyTo(Path target) throws IOException {
        if (directory == null) {
            DomainTokenizer.copyTo(target);
            return;
        }
        for (String file : FILES) {
            if (Files.exists(directory.resolve(file))) {
                Files.copy(directory.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
