package org.onnxnet.predictor.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The domain tokenizer in the library that runs it, beside what transformers made of the same texts. */
class DomainTokenizerIdsTest {
    private record Case(String text, List<Integer> ids) {}

    private static List<Case> cases() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        byte[] file = DomainTokenizerIdsTest.class
                .getResourceAsStream("domain-ids.jsonl")
                .readAllBytes();
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(line -> {
                    try {
                        JsonNode json = mapper.readTree(line);
                        return new Case(
                                json.get("text").asText(),
                                List.of(mapper.convertValue(json.get("ids"), Integer[].class)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @Test
    void theIdsAreThoseOfTransformersAndGiveTheTextBack() throws IOException {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThan(10);
        try (Tokenizer tokenizer = Tokenizer.domain()) {
            List<int[]> ids = tokenizer.encode(cases.stream().map(Case::text).toList());
            for (int i = 0; i < cases.size(); i++) {
                assertThat(Arrays.stream(ids.get(i)).boxed().toList())
                        .as(cases.get(i).text())
                        .isEqualTo(cases.get(i).ids());
            }
        }
    }

    @Property(tries = 200)
    void anyTextComesBackWithoutUnknownTokens(@ForAll @StringLength(max = 60) String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        try (Tokenizer tokenizer = Tokenizer.domain()) {
            int[] ids = tokenizer.encode(List.of(valid)).get(0);
            assertThat(ids)
                    .startsWith(DomainTokenizer.CLS)
                    .endsWith(DomainTokenizer.SEP)
                    .doesNotContain(1);
            assertThat(tokenizer.decode(ids)).isEqualTo(valid);
        }
    }

    @Test
    void aNumberIsOneTokenOrItsDigits() {
        try (Tokenizer tokenizer = Tokenizer.domain()) {
            int[] digits = IntStream.range(0, 10)
                    .map(digit -> tokenizer.encode(List.of("" + digit)).get(0)[1])
                    .toArray();
            assertThat(tokenizer.encode(List.of("31")).get(0)).hasSize(3);
            assertThat(tokenizer.encode(List.of("31415926")).get(0))
                    .containsExactly(
                            DomainTokenizer.CLS,
                            digits[3],
                            digits[1],
                            digits[4],
                            digits[1],
                            digits[5],
                            digits[9],
                            digits[2],
                            digits[6],
                            DomainTokenizer.SEP);
        }
    }

    @Test
    void aModelDirectoryGetsItsFiles(@TempDir Path directory) throws IOException {
        DomainTokenizer.copyTo(directory.resolve("model"));
        JsonNode json = new ObjectMapper()
                .readTree(Files.readString(directory.resolve("model").resolve("tokenizer.json")));
        assertThat(json.path("model").path("vocab")).hasSize(DomainTokenizer.VOCABULARY);
        assertThat(json.path("model").path("vocab").path("[PAD]").asInt()).isEqualTo(DomainTokenizer.PAD);
        assertThat(json.path("model").path("vocab").path("[MASK]").asInt()).isEqualTo(DomainTokenizer.MASK);
        assertThat(directory.resolve("model").resolve("tokenizer_config.json")).isNotEmptyFile();
        assertThat(directory.resolve("model").resolve("special_tokens_map.json"))
                .isNotEmptyFile();
    }

    @Test
    void aClosedOneSaysSo() {
        Tokenizer tokenizer = Tokenizer.domain();
        tokenizer.close();
        assertThatThrownBy(() -> tokenizer.decode(new int[] {1})).isInstanceOf(IllegalStateException.class);
    }
}
