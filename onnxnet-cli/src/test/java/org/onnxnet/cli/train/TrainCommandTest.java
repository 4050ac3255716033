package org.onnxnet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.cli.Cli;
import org.onnxnet.predictor.TinyModel;

class TrainCommandTest {
    private static final String MODEL = """
            model: {layers: 2, hidden: 32, heads: 2, intermediate: 48, local-attention: 32, max-tokens: 512}
            optimizer: {epochs: 3, learning-rate: 3e-3}
            execution: {device: "cpu:1"}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeTexts() throws IOException {
        write("train.jsonl", 96, 1);
        write("test.jsonl", 24, 2);
    }

    private void write(String file, int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        JsonMapper json = new JsonMapper();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int layers = random.nextInt(1, 9);
            lines.append(json.createObjectNode()
                            .put("key", file + i)
                            .put("text", "Conv(prev, 16x16x3x3) --> ".repeat(layers) + "Value1")
                            .put("label", layers))
                    .append('\n');
        }
        Files.writeString(folder.resolve(file), lines);
    }

    private String recipe(String content) throws IOException {
        return Files.writeString(folder.resolve("recipe.yaml"), content + MODEL).toString();
    }

    @Test
    void trainsDrawsAndMeasures() throws IOException {
        Cli result = Cli.run("train", recipe("""
                        name: chains
                        output: out
                        data: {train: {texts: train.jsonl}, validation: {share: 0.25}, test: {texts: test.jsonl}}
                        """));
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("epoch 3: loss ", ", validation tau ", ", test tau ", "last: ", "best: ");
        for (String file : new String[] {
            "metrics.jsonl",
            "loss.svg",
            "loss.png",
            "figures.svg",
            "scatter.svg",
            "best/onnxnet.json",
            "last/config.json"
        }) {
            assertThat(folder.resolve("out").resolve(file)).isNotEmptyFile();
        }
        String best = folder.resolve("out/best").toString();
        Cli measured = Cli.run(
                "evaluate",
                "--model",
                best,
                "--texts",
                folder.resolve("test.jsonl").toString(),
                "--json");
        assertThat(measured.exitCode()).isZero();
        assertThat(new JsonMapper().readTree(measured.out()).get("tau").doubleValue())
                .isGreaterThan(0.5);
    }

    @Test
    void pretrainsAndStartsFromThere() throws IOException {
        Cli masked = Cli.run("train", recipe("""
                        task: masked-tokens
                        output: mlm
                        data: {train: {texts: train.jsonl}, validation: {texts: test.jsonl}}
                        """));
        assertThat(masked.err()).isEmpty();
        assertThat(masked.out()).contains("epoch 3: loss ", "validation loss ");
        Path scorer = Files.writeString(folder.resolve("scorer.yaml"), """
                output: scorer
                data: {train: {texts: train.jsonl}}
                model: {start: mlm/last}
                optimizer: {epochs: 1}
                execution: {device: "cpu:1"}
                """);
        Cli scored = Cli.run("train", scorer.toString(), "--json");
        assertThat(scored.err()).isEmpty();
        assertThat(scored.out()).contains("\"epoch\":1", "\"model\":\"best\"");
    }

    @Test
    void maskedTokensNeedNoLabelsAndMayBeMeasuredOnAShare() throws IOException {
        Path file = folder.resolve("train.jsonl");
        Files.writeString(file, Files.readString(file).replaceAll(",\"label\":\\d+", ""));
        Cli masked = Cli.run("train", recipe("""
                        task: masked-tokens
                        output: mlm
                        data: {train: {texts: train.jsonl}, validation: {share: 0.25}}
                        """));
        assertThat(masked.err()).isEmpty();
        assertThat(masked.out()).contains("epoch 3: loss ", "validation loss ");
    }

    @Test
    void aShareOfNoTextIsRefused() throws IOException {
        Cli result = Cli.run("train", recipe("""
                        output: none
                        data: {train: {texts: train.jsonl}, validation: {share: 0.001}}
                        """));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("a share of 0.001 of 96 texts is none to validate on, wanted a larger share");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void sharedKeysAreAWarning() throws IOException {
        Cli result = Cli.run(
                "train", recipe("output: out\ndata: {train: {texts: test.jsonl}, test: {texts: test.jsonl}}\n"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains("warning: the training and the test set share 24 of 24 keys")
                .contains("test.jsonl0");
    }

    @Test
    void wrongRecipesAreOneLine() throws IOException {
        Cli result = Cli.run("train", recipe("output: out\ndata: {train: {texts: none.jsonl}}\n"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("none.jsonl: no such file or folder").hasLineCount(1);
        Cli unknown = Cli.run("train", recipe("outputs: out\n"));
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("output is missing").hasLineCount(1);
    }

    @Test
    void emptyAndNaNLabelsAreErrors() throws IOException {
        Files.writeString(folder.resolve("empty.jsonl"), "");
        Cli empty = Cli.run("train", recipe("output: out\ndata: {train: {texts: empty.jsonl}}\n"));
        assertThat(empty.exitCode()).isEqualTo(1);
        assertThat(empty.err()).contains("the training set is empty");
        Files.writeString(folder.resolve("nan.jsonl"), "{\"text\": \"Relu(x)\", \"key\": \"n7\", \"label\": null}\n");
        Cli missing = Cli.run("train", recipe("output: out\ndata: {train: {texts: nan.jsonl}}\n"));
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("row 0 (n7) [NaN]");
    }

    @Test
    void aRecipeThatCannotRunLeavesAFinishedTraining() throws IOException {
        String sources = "output: out\ndata: {train: {texts: train.jsonl}}\n";
        Cli trained = Cli.run("train", recipe(sources));
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        Path file = folder.resolve("recipe.yaml");
        Files.writeString(file, Files.readString(file).replace("hidden: 32", "hidden: 4000000"));
        Cli wrong = Cli.run("train", file);
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("model: hidden is 4000000").hasLineCount(1);
        assertThat(folder.resolve("out/training.json")).exists();
    }

    @Test
    void evaluateSaysWhichArchitecturesAndLabelsItWants() throws IOException {
        Cli none =
                Cli.run("evaluate", "--model", folder, "--space", "s", "--protocol", "p", "--data", folder, "--n", 0);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).startsWith("--n is 0, wanted 1 or more");
        Cli device = Cli.run("evaluate", "--model", folder, "--texts", folder, "--device", "foo");
        assertThat(device.exitCode()).isEqualTo(2);
        assertThat(device.err()).contains("device is 'foo', wanted cpu");
        Path model = TinyModel.write(Files.createDirectory(folder.resolve("model")));
        Cli texts = Cli.run("evaluate", "--model", model, "--texts", folder);
        assertThat(texts.exitCode()).isEqualTo(1);
        assertThat(texts.err())
                .contains(folder + " is a directory, wanted JSON lines")
                .hasLineCount(1);
        Path unknown = Files.writeString(
                folder.resolve("null.jsonl"),
                "{\"text\": \"Relu(x)\", \"label\": 1}\n{\"text\": \"Conv(x)\", \"label\": null}\n");
        Cli labels = Cli.run("evaluate", "--model", model, "--texts", unknown);
        assertThat(labels.exitCode()).isEqualTo(1);
        assertThat(labels.err())
                .contains("null.jsonl:2: the label is null, wanted a number")
                .hasLineCount(1);
    }

    @Test
    void evaluateWantsOneSource() {
        Cli result = Cli.run("evaluate", "--model", folder.toString());
        assertThat(result.exitCode()).isNotZero();
    }
}
