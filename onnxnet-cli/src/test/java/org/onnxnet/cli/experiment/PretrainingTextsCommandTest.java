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
import org.onnxnet.cli.Cli;

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

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            lines.add(new JsonMapper().readTree(line));
        }
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
}
