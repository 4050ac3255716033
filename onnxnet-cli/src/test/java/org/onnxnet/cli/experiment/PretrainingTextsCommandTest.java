package org.onnxnet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.cli.Cli;
import org.onnxnet.trainer.data.LabelledText;

class PretrainingTextsCommandTest {
    @Test
    void writesTextsWithStandardisedCounts(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("counts.jsonl");
        Cli result = Cli.run(
                "experiment",
                "pretraining-texts",
                out.toString(),
                "--space",
                "nasbench201=30",
                "--space",
                "metaqnn=20");
        assertThat(result.exitCode()).as(result.err()).isZero();

        List<JsonNode> lines = lines(out);
        assertThat(lines).hasSize(50);
        assertThat(lines).allMatch(line -> line.get("text").asText().startsWith("summary params="));
        assertThat(lines.stream().map(line -> line.get("key").asText()).distinct())
                .hasSize(50);
        int labels = lines.get(0).get("labels").size();
        assertThat(labels).isGreaterThan(50);
        for (int label = 0; label < labels; label++) {
            double sum = 0;
            for (JsonNode line : lines) {
                sum += line.get("labels").get(label).asDouble();
            }
            assertThat(sum / lines.size()).isEqualTo(0, within(0.3)); // what is far away was cut
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transnas-macro=3257", "nasbench201=0", "darts=-2"})
    void drawsNoMoreThanThereIs(String count, @TempDir Path folder) {
        Path out = folder.resolve("counts.jsonl");
        Cli result = Cli.run("experiment", "pretraining-texts", out, "--space", count);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("number of different networks of").contains("wanted 1 to ");
        assertThat(out).doesNotExist();
    }

    @Test
    void nwotIsOneLabelMore(@TempDir Path folder) throws IOException {
        Path counts = folder.resolve("counts.jsonl");
        Path withNwot = folder.resolve("nwot.jsonl");
        Cli.run("experiment", "pretraining-texts", counts, "--space", "nasbench201=4");
        Cli result = Cli.run("experiment", "pretraining-texts", withNwot, "--space", "nasbench201=4", "--nwot");
        assertThat(result.exitCode()).as(result.err()).isZero();

        List<JsonNode> before = lines(counts);
        List<JsonNode> after = lines(withNwot);
        double squares = 0;
        for (int i = 0; i < 4; i++) {
            List<Double> labels = labels(after.get(i));
            assertThat(labels.subList(0, labels.size() - 1)).isEqualTo(labels(before.get(i)));
            double nwot = labels.get(labels.size() - 1);
            squares += nwot * nwot;
        }
        assertThat(squares / 4).as("deviation 1").isEqualTo(1, within(1e-6));
    }

    @Test
    void whatIsUnknownStaysSoAndWhatIsFarIsCut(@TempDir Path folder) throws IOException {
        List<List<Double>> labels = CountedNetwork.labels(List.of(
                new CountedNetwork("a", "a", new float[] {1, Float.NaN}),
                new CountedNetwork("b", "b", new float[] {3, 5}),
                new CountedNetwork("c", "c", new float[] {5, 7}),
                new CountedNetwork("d", "d", new float[] {3, Float.NEGATIVE_INFINITY})));

        assertThat(labels.stream().map(row -> row.get(1))).containsExactly(Double.NaN, -1.0, 1.0, -4.0);
        assertThat(labels.get(1).get(0)).isZero();

        Path out = folder.resolve("texts.jsonl");
        LabelledLines.write(out, List.of(new LabelledText("a", "counts", "a", labels.get(0))));
        assertThat(lines(out).get(0).get("labels").get(1).isNull()).isTrue();
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    private static List<Double> labels(JsonNode line) {
        List<Double> labels = new ArrayList<>();
        line.get("labels").forEach(label -> labels.add(label.asDouble()));
        return labels;
    }
}
