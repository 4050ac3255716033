package org.onnxnet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.cli.Cli;
import org.onnxnet.trainer.recipe.Recipe;

class LanguageModelCommandTest {
    private static final String SETTINGS = """
            output: out
            encoder: {dialect: folded, components: [inputs, parameters]}
            model: {layers: 2, hidden: 32, heads: 2, intermediate: 48, local-attention: 32, max-tokens: 512}
            optimizer: {epochs: 2, batch-size: 8, learning-rate: 3e-3}
            execution: {device: "cpu:1"}
            """;
    private static final String SPACE = "{space: nasbench201, protocol: cifar10_test, data: nasbench201.csv}";

    @TempDir
    Path folder;

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("nasbench201.csv"), ConvolutionTable.of(60));
    }

    private Path recipe(String data) throws IOException {
        return Files.writeString(folder.resolve("recipe.yaml"), data + SETTINGS);
    }

    @Test
    void ranksBesideTheBaselines() throws IOException {
        Path recipe = recipe("data: {train: " + SPACE + ", test: " + SPACE.replace("10", "100") + "}\n");
        Cli result = Cli.run("experiment", "language-model", recipe.toString(), "--n", "20", "--seeds", "1,2");
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> rows = result.out().lines().skip(2).toList();
        assertThat(rows).allMatch(row -> row.startsWith("| recipe.yaml 20 | "));
        assertThat(rows.stream().map(row -> row.split("\\|", -1)[2].strip()))
                .containsExactly(
                        "params",
                        "macs",
                        "features",
                        "language model",
                        "language model and params",
                        "language model and features and params");
        assertThat(folder.resolve("out/20-1/last/model.safetensors")).isNotEmptyFile();
        assertThat(folder.resolve("out/20-2/last/model.safetensors")).isNotEmptyFile();
    }

    @Test
    void doesNotTestOnWhatItWasTrainedOn() throws IOException {
        RecipeSpaces spaces =
                RecipeSpaces.of(Recipe.read(recipe("data: {train: " + SPACE + ", test: " + SPACE + "}\n")));
        RecipeSpaces sample = spaces.sample(20, 1);
        assertThat(sample.train().get(0).size()).isEqualTo(20);
        assertThat(sample.test().keys())
                .hasSize(40)
                .doesNotContainAnyElementsOf(sample.train().get(0).keys());
    }

    @Test
    void wantsNoMoreThanThereIs() throws IOException {
        Path recipe = recipe("data: {train: " + SPACE + ", test: " + SPACE + "}\n");
        Cli result = Cli.run("experiment", "language-model", recipe.toString(), "--n", "61");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--n is 61, wanted 10 to 60 of ");
    }

    @Test
    void wantsSpacesAndOneTest() throws IOException {
        Cli texts = Cli.run(
                "experiment",
                "language-model",
                recipe("data: {train: {texts: train.jsonl}, test: " + SPACE + "}\n")
                        .toString());
        assertThat(texts.exitCode()).isEqualTo(1);
        assertThat(texts.err()).contains("wanted {space, protocol, data}: the baselines need networks");
        Cli none = Cli.run(
                "experiment",
                "language-model",
                recipe("data: {train: " + SPACE + "}\n").toString());
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("the recipe has 0 test sources, wanted one");
    }
}
