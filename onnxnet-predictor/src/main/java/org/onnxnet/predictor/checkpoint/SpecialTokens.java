package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Tokens that are no text, as {@code tokenizer.json} adds them.
 *
 * @param first the id of {@code [CLS]}, which starts a text
 * @param last the id of {@code [SEP]}, which ends it
 * @param mask the id of {@code [MASK]}, which stands for a token to be guessed; empty where there is none
 */
public record SpecialTokens(int first, int last, OptionalInt mask) {
    /**
     * Reads a tokenizer.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidCheckpointException if it has no {@code [CLS]} or {@code [SEP]}
     */
    public static SpecialTokens read(Path tokenizer) throws IOException {
        JsonNode tokens = JsonFile.read(tokenizer).root().path("added_tokens");
        return new SpecialTokens(
                require(tokens, "[CLS]", tokenizer), require(tokens, "[SEP]", tokenizer), find(tokens, "[MASK]"));
    }

    private static int require(JsonNode tokens, String content, Path tokenizer) {
        return find(tokens, content)
                .orElseThrow(() -> new InvalidCheckpointException(tokenizer + ": no token " + content
                        + " among the added_tokens; a ModernBERT starts texts with [CLS] and ends them with [SEP]"));
    }

    private static OptionalInt find(JsonNode tokens, String content) {
        for (JsonNode token : tokens) {
            if (token.path("content").asText().equals(content)) {
                return OptionalInt.of(token.path("id").intValue());
            }
        }
        return OptionalInt.empty();
    }
}
