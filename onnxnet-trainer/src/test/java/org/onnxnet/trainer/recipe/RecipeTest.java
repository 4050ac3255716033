package org.onnxnet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;

class RecipeTest {
    private static final String LEAST = "output: out\ndata: {train: {texts: a.jsonl}}\n";

    @TempDir
    Path folder;

    private Recipe read(String yaml) throws IOException {
        Path file = folder.resolve("recipe.yaml");
        Files.writeString(file, yaml);
        return Recipe.read(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden: 4000000 | hidden is 4000000, which makes a weight of 4000000 times 12000000 numbers, wanted at most",
                "intermediate: 2000000000 | hidden is 192 and intermediate 2000000000, which makes a weight",
                "layers: 2000000000 | layers is 2000000000, wanted at most 1000",
                "heads: 2147483647 | hidden is 192, wanted a multiple of twice the heads, 4294967294"
            })
    void refusesNetworksOfNoPossibleSize(String size, String message) {
        assertThatThrownBy(() -> read(LEAST + "model: {" + size + "}\n"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("recipe.yaml: model: " + message);
    }

    @Test
    void readsEverySection() throws IOException {
        Recipe recipe = read("""
                name: nb101-small
                task: scores
                output: runs/a
                seed: 7
                data:
                  train:
                    - {space: nasbench101, protocol: cifar10_valid_108, data: tables, count: 6000, seed: 43}
                    - {texts: more.jsonl}
                  validation: {share: 0.1}
                  test: {texts: test.jsonl}
                encoder: {dialect: folded, components: [inputs, summary]}
                model: {layers: 3, hidden: 64, heads: 2, intermediate: 96, local-attention: 64, max-tokens: 1024}
                loss: {name: pwr, margin: 0.2, pairs-per-row: 8}
                optimizer: {epochs: 3, batch-size: 32, learning-rate: 5e-4, weight-decay: 0.01, warmup-share: 0.1}
                execution: {device: "cpu:1", precision: bf16, token-budget: 8192, gradient-checkpointing: true}
                evaluation: {selection: paper-protocol}
                """);
        assertThat(recipe.task()).isEqualTo(Recipe.Task.SCORES);
        assertThat(recipe.output()).isEqualTo(folder.resolve("runs/a"));
        assertThat(recipe.train())
                .isEqualTo(List.of(
                        new DataSource.Space(
                                "nasbench101", "cifar10_valid_108", folder.resolve("tables"), OptionalInt.of(6000), 43),
                        new DataSource.Texts(folder.resolve("more.jsonl"))));
        assertThat(recipe.validation()).isEqualTo(List.of(new DataSource.Share(0.1)));
        assertThat(recipe.encoder().dialect()).isEqualTo(Dialect.FOLDED);
        assertThat(recipe.encoder().components()).containsExactlyInAnyOrder(Component.INPUTS, Component.SUMMARY);
    }

    @Test
    void leavesOutWhatIsUsual() throws IOException {
        Recipe recipe = read(LEAST);
        assertThat(recipe.validation()).isEmpty();
        assertThat(recipe.seed()).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimiser: {epochs: 3} | unknown key optimiser, wanted one of [data, encoder",
                "optimizer: {epoch: 3} | unknown key optimizer.epoch, wanted one of [batch-size",
                "optimizer: {epochs: none} | optimizer.epochs is \"none\", wanted a whole number from 1",
                "optimizer: {epochs: 0} | optimizer.epochs is 0, wanted a whole number from 1",
                "optimizer: {learning-rate: fast} | optimizer.learning-rate is \"fast\", wanted a number",
                "optimizer: {warmup-share: 2} | optimizer: warmupShare is 2.0, wanted 0 to 1",
                "optimizer: [3] | optimizer is [3], wanted a mapping",
                "loss: {name: mae} | loss: loss is 'mae', wanted one of [mse",
                "loss: {name: mse, margin: 1} | unknown key loss.margin, wanted one of [name]",
                "model: {hidden: 30} | model: hidden is 30, wanted a multiple of twice the heads, 8",
                "execution: {precision: fp8} | execution.precision is \"fp8\", wanted one of [fp32, bf16]",
                "execution: {device: tpu} | execution.device is \"tpu\", wanted cpu",
                "execution: {gradient-checkpointing: maybe} | wanted true or false",
                "encoder: {components: [size]} | encoder.components is [\"size\"], wanted a list of some of [inputs",
                "evaluation: {selection: best} | wanted one of [validation, paper-protocol]",
                "seed: x | seed is \"x\", wanted a whole number",
                "seed: 1\\nseed: 2 | not YAML: Duplicate field 'seed'"
            })
    void refusesWhatCannotBe(String line, String message) {
        assertThatThrownBy(() -> read(LEAST + line.replace("\\n", "\n") + "\n"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("recipe.yaml")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: {train: {texts: a.jsonl}} | output is missing, wanted a text",
                "output: out | data.train is missing, wanted a source",
                "{output: out, data: {train: {share: 0.5}}} | data.train.space is missing, wanted a text",
                "{output: out, data: {train: {texts: a}, validation: {share: 1}}} | data.validation: share is 1.0",
                "{output: out, data: {train: [{texts: a}, {text: b}]}} | data.train[1].space is missing"
            })
    void saysWhatIsMissing(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(RecipeException.class).hasMessageContaining(message);
    }
}
