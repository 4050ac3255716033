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
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.Cli;

class TaughtTextsCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("nasbench201.csv"), table(SearchSpaces.named("nasbench201")));
    }

    /** Forty architectures, the more convolutions the better. */
    private static <A> String table(SearchSpace<A> space) {
        return space.samples(3)
                .distinct()
                .limit(40)
                .map(space::format)
                .map(arch -> "\"" + arch + "\"" + ("," + (80 + 2 * (arch.split("conv", -1).length - 1))).repeat(4))
                .collect(Collectors.joining(
                        "\n", "arch,cifar10_test,cifar10_valid,cifar100_test,imagenet16_test\n", "\n"));
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
                int convolutions = line.get("key").asText().split("conv", -1).length - 1;
                assertThat(label).isEqualTo(80 + 2 * convolutions);
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
}
