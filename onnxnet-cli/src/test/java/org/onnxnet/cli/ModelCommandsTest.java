package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.predictor.TinyModel;

/** {@code rank --model} and {@code score}, with a tiny model of random weights. */
class ModelCommandsTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void write() throws IOException {
        model = TinyModel.write(Files.createDirectory(folder.resolve("model")));
    }

    @Test
    void ranksWithAModelDirectory() throws IOException {
        Cli cli = Cli.run("rank", Cli.SAMPLES, "--model", model, "--device", "cpu:2", "--json");
        assertThat(cli.exitCode()).isZero();
        JsonNode json = new ObjectMapper().readTree(cli.out());
        assertThat(json.get("predictor").asText()).isEqualTo("tiny");
        assertThat(json.get("description").asText()).contains("ModernBERT").contains("cpu(2)");
        assertThat(json.get("ranking")).hasSize(8);
        assertThat(Cli.run("rank", Cli.SAMPLES, "--model", model, "--precision", "INT8")
                        .out())
                .startsWith("8 networks ranked by tiny");
    }

    @Test
    void scoresTextsInTheOrderOfTheFile() throws IOException {
        Path texts = Files.write(
                folder.resolve("texts.jsonl"), List.of("\"Relu(x)\"", "{\"text\":\"Conv(x, w)\"}", "", "\"Relu(x)\""));
        Cli plain = Cli.run("score", "--texts", texts, "--model", model);
        assertThat(plain.exitCode()).isZero();
        List<String> scores = plain.out().lines().toList();
        assertThat(scores).hasSize(3);
        assertThat(scores.get(0)).isEqualTo(scores.get(2)).isNotEqualTo(scores.get(1));
        JsonNode first = new ObjectMapper()
                .readTree(Cli.run("score", "--texts", texts, "--model", model, "--json")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertThat(first.get("score").asText()).isEqualTo(scores.get(0));
        assertThat(first.get("tokens").asInt()).isEqualTo(9);
        assertThat(first.get("truncated").asBoolean()).isFalse();
    }

    @Test
    void aLineThatIsAnErrorIsNotScoredAndTheOthersAre() throws IOException {
        Path texts = Files.write(
                folder.resolve("texts.jsonl"),
                List.of("", "{\"file\":\"b.onnx\",\"error\":\"b.onnx: is empty\"}", "\"Relu(x)\""));
        Cli plain = Cli.run("score", "--texts", texts, "--model", model);
        assertThat(plain.exitCode()).isEqualTo(1);
        assertThat(plain.err())
                .contains("texts.jsonl:2: not scored", "b.onnx: is empty")
                .hasLineCount(1);
        assertThat(plain.out().lines()).hasSize(2).startsWith("NaN");
        Cli json = Cli.run("score", "--texts", texts, "--model", model, "--json");
        assertThat(json.out().lines().findFirst().orElseThrow()).startsWith("{\"score\":null,\"error\":");
        Files.writeString(texts, "\n{\"text\":7}\n");
        expectError(1, "texts.jsonl:2: found {\"text\":7}, wanted a string", "score", "--texts", texts);
        Files.writeString(texts, "\"Relu(x)\" \"Conv(x)\"\n");
        expectError(1, "texts.jsonl:1: '\"Conv(x)\"' stands after the value", "score", "--texts", texts);
    }

    @Test
    void withoutAModelTheBundledOneScoresTexts() throws IOException {
        Cli ranked = Cli.run("rank", Cli.SAMPLES, "--predictor", "language-model", "--json");
        assertThat(ranked.exitCode()).as(ranked.err()).isZero();
        JsonNode best = new ObjectMapper().readTree(ranked.out()).at("/ranking/0");
        Cli encoded = Cli.run(
                "encode",
                best.get("file").asText(),
                "--jsonl",
                "--dialect",
                "folded",
                "--with",
                "inputs,parameters,summary");
        Path texts = Files.writeString(folder.resolve("texts.jsonl"), encoded.out());
        Cli scored = Cli.run("score", "--texts", texts);
        assertThat(scored.exitCode()).as(scored.err()).isZero();
        assertThat(Double.parseDouble(scored.out())).isEqualTo(best.get("score").asDouble(), within(1e-5));
    }

    @Test
    void badInputIsOneClearLine() throws IOException {
        Path texts = Files.write(folder.resolve("texts.jsonl"), List.of("\"fine\"", "{\"txt\":1}"));
        expectError(
                1, "texts.jsonl:2: found {\"txt\":1}, wanted a string", "score", "--texts", texts, "--model", model);
        expectError(2, "device is 'gpu'", "rank", Cli.SAMPLES, "--model", model, "--device", "gpu");
        expectError(1, "cuda(0) cannot be used", "rank", Cli.SAMPLES, "--model", model, "--device", "cuda:0");
        expectError(2, "both given", "rank", Cli.SAMPLES, "--model", model, "--predictor", "params");
        Files.delete(model.resolve("tokenizer.json"));
        expectError(1, "tokenizer.json", "rank", Cli.SAMPLES, "--model", model);
    }

    private static void expectError(int exitCode, String message, Object... args) {
        Cli cli = Cli.run(args);
        assertThat(cli.exitCode()).isEqualTo(exitCode);
        assertThat(cli.err()).contains(message);
        assertThat(cli.out()).isEmpty();
    }
}
