package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.predictor.transformer.Fixtures;

/** A Qwen3 with its tokenizer, which puts nothing around a text, beside transformers. */
class Qwen3LanguageModelTest {
    private static final int MOST_TOKENS = 512;

    @TempDir
    Path folder;

    private Map<String, Double> expected = Map.of();

    @BeforeEach
    void write() throws IOException {
        Fixtures.withTokenizer("qwen3-tiny", folder);
        expected = Fixtures.expected("qwen3-tiny").scores();
        new ModelSettings("tiny", Encoder.with(), 0.5).write(folder);
    }

    private LanguageModel load() throws IOException {
        return (LanguageModel) Predictor.load(folder);
    }

    @Test
    void scoresTextsLikeTransformersAndTheEmptyOneToo() throws IOException {
        try (LanguageModel model = load()) {
            assertThat(model.description()).contains("Qwen3 of 2 layers, 32 wide");
            List<TextScore> together = model.scoreTexts(List.copyOf(expected.keySet()));
            List<TextScore> alone = new ArrayList<>();
            for (String text : expected.keySet()) {
                alone.add(model.scoreTexts(List.of(text)).get(0));
            }
            assertThat(alone).isEqualTo(together);
            assertThat(together.stream().mapToDouble(TextScore::score).toArray())
                    .containsExactly(
                            expected.values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray(),
                            within(1e-5));
        }
    }

    /** No token ends a text, so what is cut off is the end and nothing else. */
    @Test
    void theBeginningOfALongTextIsAllThatCounts() throws IOException {
        try (LanguageModel model = load()) {
            // Each of them is one token.
            TextScore longer =
                    model.scoreTexts(List.of("#".repeat(MOST_TOKENS) + "Z")).get(0);
            TextScore whole = model.scoreTexts(List.of("#".repeat(MOST_TOKENS))).get(0);
            assertThat(longer.truncated()).isTrue();
            assertThat(longer.tokens()).isEqualTo(MOST_TOKENS + 1);
            assertThat(whole.truncated()).isFalse();
            assertThat(longer.score()).isEqualTo(whole.score());
        }
    }

    @Test
    void theSameAfterSavingAndLoading() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        List<String> texts = List.copyOf(expected.keySet());
        try (LanguageModel model = load()) {
            model.save(copy);
            try (LanguageModel again = (LanguageModel) Predictor.load(copy)) {
                assertThat(again.scoreTexts(texts)).isEqualTo(model.scoreTexts(texts));
            }
        }
    }
}
