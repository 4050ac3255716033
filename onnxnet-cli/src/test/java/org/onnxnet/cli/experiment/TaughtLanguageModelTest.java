package org.onnxnet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.Cli;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.ModelSettings;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.predictor.text.OverLength;
import org.onnxnet.testing.SharedData;

/** The experiments in which a feature model teaches a language model, on a few rows of the public tables. */
class TaughtLanguageModelTest {
    private static final int ROWS = 60;

    private static final String START = """
            output: start
            data: {train: {space: nasbench201, protocol: cifar10_test, data: tables}}
            encoder: {dialect: folded, components: [inputs, parameters, summary]}
            model: {layers: 1, hidden: 32, heads: 2, intermediate: 48, local-attention: 32, max-tokens: 1024}
            optimizer: {epochs: 1, batch-size: 30}
            execution: {device: "cpu:1"}
            """;

    @TempDir
    Path folder;

    private void writeTablesAndStart() throws IOException {
        Path tables = Files.createDirectories(folder.resolve("tables"));
        for (String table :
                List.of("nasbench101", "nasbench201", "transnas101_micro", "transnas101_macro", "nasbench_macro")) {
            write(tables, table + ".csv", 1);
        }
        write(tables, "darts_swap1000.csv", 0);
        Cli result = Cli.run("train", Files.writeString(folder.resolve("start.yaml"), START));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    /** Rows from all over a table, as most of them are sorted. */
    private static void write(Path folder, String table, int headerLines) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("data/nas/" + table));
        List<String> some = new ArrayList<>(lines.subList(0, headerLines));
        int step = (lines.size() - headerLines) / ROWS;
        for (int row = 0; row < ROWS; row++) {
            some.add(lines.get(headerLines + row * step));
        }
        Files.write(folder.resolve(table), some);
    }

    private Cli run(String... args) {
        List<Object> words = new ArrayList<>(List.of("experiment"));
        words.addAll(List.of(args));
        words.addAll(List.of("--data", folder.resolve("tables")));
        words.addAll(List.of("--start", folder.resolve("start/last")));
        words.addAll(List.of("--runs", folder.resolve("runs")));
        words.addAll(List.of("--device", "cpu:1"));
        return Cli.run(words.toArray());
    }

    @Test
    void ranksASpaceThatWasLeftOut() throws IOException {
        writeTablesAndStart();
        Cli result = run("leave-one-out", "--space=nasbench-macro", "--random=150", "--seeds=1", "--csv");
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> rows = result.out().lines().skip(1).toList();
        assertThat(rows.stream().map(row -> row.split(",", -1)[1]))
                .containsExactly("params", "macs", "features", "language model", "language model and features");
        assertThat(rows).allMatch(row -> row.startsWith("nasbench-macro,"));
        assertThat(folder.resolve("runs/without-nasbench-macro-1/last/model.safetensors"))
                .isNotEmptyFile();
    }

    @Test
    void leavesOutWhatIsOfTheSameFamily() {
        TeachingNetworks networks = TeachingNetworks.sample(150, 1);
        assertThat(networks.groups())
                .hasSize(10)
                .allSatisfy(group -> assertThat(group.networks()).hasSizeGreaterThanOrEqualTo(6));
        assertThat(networks.without("nasbench201").groups().stream().map(TeachingNetworks.Group::name))
                .hasSize(8)
                .noneMatch(name -> name.startsWith("transnas-micro"));
    }

    @Test
    void makesBothModelsOfTheLibrary() throws IOException {
        writeTablesAndStart();
        Path out = folder.resolve("out");
        Cli result = run("bundled", "--random=150", "--csv", "--out=" + out);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()
                        .lines()
                        .skip(1)
                        .map(row -> row.split(",", -1)[0])
                        .distinct())
                .containsExactly(
                        "nasbench101", "nasbench201", "transnas-micro", "transnas-macro", "nasbench-macro", "darts");
        assertThat(ModelSettings.read(out.resolve("language-model")).overLength())
                .isEqualTo(OverLength.ABSTAIN);
        List<String> heldOut = Files.readAllLines(out.resolve("held-out.csv"));
        assertThat(heldOut).hasSize(1 + 5 * ROWS / 2);
        try (Predictor features = Predictor.load(out.resolve("bundled"));
                LanguageModel texts =
                        LanguageModel.builder(out.resolve("language-model")).build()) {
            String row = heldOut.get(heldOut.size() - 1);
            assertThat(row).startsWith("nasbench-macro,");
            List<OnnxGraph> network = List.of(network(SearchSpaces.named("nasbench-macro"), row.split("\"", -1)[1]));
            String[] scores = row.split(",", -1);
            assertThat(features.score(network)[0]).isEqualTo(Double.parseDouble(scores[3]), within(1e-9));
            assertThat(texts.score(network)[0]).isEqualTo(Double.parseDouble(scores[4]), within(1e-5));
        }
    }

    @Test
    void wantsEnoughRandomNetworks() {
        Cli result = run("leave-one-out", "--random=20");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--random is 20, wanted 150 or more");
    }

    private static <A> OnnxGraph network(SearchSpace<A> space, String architecture) {
        return space.toGraph(space.parse(architecture));
    }
}
