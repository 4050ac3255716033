package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
     * @return empty if it has no {@code [CLS]} or {@code [SEP]}: not every network marks where texts start and end
     * @throws IOException if the file cannot be read
     */
    public static Optional<SpecialTokens> read(Path tokenizer) throws IOException {
        JsonNode tokens = JsonFile.read(tokenizer).root().path("added_tokens");
        OptionalInt first = find(tokens, "[CLS]");
        OptionalInt last = find(tokens, "[SEP]");
        return first.isEmpty() || last.isEmpty()
                ? Optional.empty()
                : Optional.of(new SpecialTokens(first.getAsInt(), last.getAsInt(), find(tokens, "[MASK]")));
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
