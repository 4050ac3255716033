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
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.cli.Cli;

class TaughtTextsCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("nasbench201.csv"), ConvolutionTable.of(40));
    }

    private Cli run(Path out, String n) {
        return Cli.run(
                "experiment",
                "taught-texts",
                out.toString(),
                "nasbench201",
                "cifar10_test",
                "--n=" + n,
                "--data=" + folder.resolve("nasbench201.csv"),
                "--space=metaqnn=12",
                "--any-width=transnas-micro=18");
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void accuraciesStayAndTheTeacherSaysTheRest() throws IOException {
        Path out = folder.resolve("taught.jsonl");
        Cli result = run(out, "30");
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<JsonNode> lines = lines(out);
        Map<String, Long> groups = lines.stream()
                .collect(Collectors.groupingBy(line -> line.get("group").asText(), Collectors.counting()));
        assertThat(groups)
                .isEqualTo(Map.of("nasbench201 measured", 30L, "metaqnn", 12L, "transnas-micro of any width", 18L));
        for (JsonNode line : lines) {
            double label = line.get("labels").get(0).asDouble();
            if (line.get("group").asText().equals("nasbench201 measured")) {
                assertThat(label)
                        .isEqualTo(ConvolutionTable.accuracy(line.get("key").asText()));
            } else {
                assertThat(label).isEqualTo(0, within(4.0));
            }
        }
    }

    @Test
    void theSeedDecides() throws IOException {
        run(folder.resolve("a.jsonl"), "20");
        run(folder.resolve("b.jsonl"), "20");
        assertThat(folder.resolve("a.jsonl")).hasSameTextualContentAs(folder.resolve("b.jsonl"));
    }

    @Test
    void refusesMoreThanThereAre() {
        Cli result = run(folder.resolve("taught.jsonl"), "41");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--n is 41, wanted 10 to 40 of nasbench201");
        assertThat(folder.resolve("taught.jsonl")).doesNotExist();
    }

    @Test
    void refusesTooFewToOrder() {
        Cli result = Cli.run(
                "experiment",
                "taught-texts",
                folder.resolve("taught.jsonl").toString(),
                "nasbench201",
                "cifar10_test",
                "--data=" + folder.resolve("nasbench201.csv"),
                "--any-width=metaqnn=5");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--any-width metaqnn=5, wanted 6 or more");
    }
}
