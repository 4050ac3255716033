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
        assertThat(rows).allMatch(row -> row.startsWith("| recipe.yaml 20 to nasbench201 cifar100_test | "));
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
    void ranksEachTestWithTheSameModel() throws IOException {
        Path recipe =
                recipe("data: {train: " + SPACE + ", test: [" + SPACE + ", " + SPACE.replace("10", "100") + "]}\n");
        Cli result = Cli.run("experiment", "language-model", recipe.toString(), "--n", "20", "--seeds", "1", "--csv");
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> rows = result.out().lines().toList();
        assertThat(rows.get(0))
                .isEqualTo("recipe and n,predictor,seeds,tau,error of tau,rho,error of rho,p@1%,error of p@1%,"
                        + "best@10,error of best@10");
        assertThat(rows.subList(1, 7)).allMatch(row -> row.startsWith("recipe.yaml 20 to nasbench201 cifar10_test,"));
        assertThat(rows.subList(7, 13)).allMatch(row -> row.startsWith("recipe.yaml 20 to nasbench201 cifar100_test,"));
        assertThat(rows).hasSize(13).allMatch(row -> row.split(",").length == 11);
    }

    @Test
    void takesNetworksThatCarryTheirAccuracies() throws IOException {
        ConvolutionTable.saveNetworks(40, folder.resolve("einspace/cifar10"));
        ConvolutionTable.saveNetworks(15, folder.resolve("einspace/AddNIST"));
        Path recipe = recipe("data: {train: {space: einspace, protocol: cifar10, data: .}, "
                + "test: {space: einspace, protocol: AddNIST, data: .}}\n");
        Cli result = Cli.run("experiment", "language-model", recipe, "--n", "30", "--seeds", "1", "--csv");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines().skip(1))
                .hasSize(6)
                .allMatch(row -> row.startsWith("recipe.yaml 30 to einspace AddNIST,"));
        Cli training = Cli.run("train", recipe);
        assertThat(training.exitCode()).as(training.err()).isZero();
    }

    @Test
    void comparesComponents() throws IOException {
        Path recipe = recipe("data: {train: " + SPACE + ", test: " + SPACE + "}\n");
        Cli result = Cli.run(
                "experiment",
                "language-model",
                recipe.toString(),
                "--n=20",
                "--seeds=1",
                "--components=base,out-shape");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("| recipe.yaml base 20 to nasbench201 cifar10_test | language model | ")
                .contains("| recipe.yaml out-shape 20 to nasbench201 cifar10_test | language model | ");
        assertThat(Files.readString(folder.resolve("out/base/20-1/last/onnxnet.json")))
                .contains("\"components\" : [ ]");
        assertThat(Files.readString(folder.resolve("out/out-shape/20-1/last/onnxnet.json")))
                .contains("\"out-shape\"");
    }

    @Test
    void doesNotTestOnWhatItWasTrainedOn() throws IOException {
        RecipeSpaces spaces =
                RecipeSpaces.of(Recipe.read(recipe("data: {train: " + SPACE + ", test: " + SPACE + "}\n")));
        RecipeSpaces sample = spaces.sample(20, 1);
        assertThat(sample.train().get(0).size()).isEqualTo(20);
        assertThat(sample.test().get(0).keys())
                .hasSize(40)
                .doesNotContainAnyElementsOf(sample.train().get(0).keys());
    }

    @Test
    void saysSoWhereTheTestIsTrainedOn() throws IOException {
        Path recipe =
                recipe("data: {train: " + SPACE + ", test: " + SPACE.replace("}", ", count: 20, seed: 42}") + "}\n");
        Cli result = Cli.run("experiment", "language-model", recipe.toString(), "--n", "15", "--seeds", "42");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "found 5 architectures of nasbench201 to test on, wanted 10 or more: the other 15 are trained on")
                .contains("another seed");
    }

    @Test
    void wantsNoMoreThanThereIs() throws IOException {
        Path recipe = recipe("data: {train: " + SPACE + ", test: " + SPACE + "}\n");
        Cli result = Cli.run("experiment", "language-model", recipe.toString(), "--n", "61");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--n is 61, wanted 10 to 60 of ");
    }

    @Test
    void wantsSpacesAndATest() throws IOException {
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
        assertThat(none.err()).contains("the recipe has no test source, wanted one or more");
    }
}
