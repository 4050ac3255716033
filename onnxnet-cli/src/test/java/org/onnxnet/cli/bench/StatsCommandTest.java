package org.onnxnet.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.cli.Cli;

class StatsCommandTest {
    private static final String[] SPACES = {"nats-size", "transnas-macro"};

    @TempDir
    Path folder;

    private Path table() throws IOException {
        return Files.writeString(
                folder.resolve("nasbench_macro.csv"), "arch,cifar10_test_mean\n00000000,80\n00000001,90\n");
    }

    @Test
    void printsTheTables() {
        Cli result = Cli.run("bench", "stats", SPACES[0], SPACES[1], "--n", "30", "--seed", "2");

        assertThat(result.out())
                .contains("nodes", "share of each operator", "divergence in bits")
                .containsPattern("nats-size +30 +5[345]")
                .containsPattern("transnas-macro +Conv 0[.]4");
        assertThat(Cli.run("bench", "stats", SPACES[0], SPACES[1], "--n", "30", "--seed", "2"))
                .isEqualTo(result);
    }

    @Test
    void printsJson() throws IOException {
        Cli result = Cli.run("bench", "stats", SPACES[0], SPACES[1], "--n", "30", "--json");

        List<String> lines = result.out().lines().toList();
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(lines).hasSize(2);
        assertThat(first.get("nodes").get("n").asInt()).isEqualTo(30);
        assertThat(first.get("divergenceFrom").get("transnas-macro").asDouble())
                .isEqualTo(second.get("divergenceFrom").get("nats-size").asDouble())
                .isBetween(0.001, 0.5);
        assertThat(second.get("operators").get("Conv").asDouble()).isBetween(0.4, 0.5);
    }

    @Test
    void addsAccuracies() throws IOException {
        assertThat(Cli.run("bench", "stats", "nasbench-macro", "--n", "5", "--data", table())
                        .out())
                .containsPattern("nasbench-macro cifar10_test_mean +2 +80.00 +80.50 +85.00 +89.50 +90.00 +85.00");
        assertThat(Cli.run("bench", "stats", "nasbench-macro", "--n", "5", "--data", table(), "--json")
                        .out())
                .contains("{\"space\":\"nasbench-macro\",\"protocol\":\"cifar10_test_mean\",\"values\":{\"n\":2,");
    }

    @Test
    void plots() throws IOException {
        Path out = folder.resolve("out");

        Cli result = Cli.run("bench", "plot", out, "nasbench-macro", "nats-size", "--n", "5", "--data", table());

        assertThat(result.exitCode()).as(result.err()).isZero();
        for (String name : List.of("divergence", "nodes", "accuracies")) {
            assertThat(out.resolve(name + ".png")).isNotEmptyFile();
            assertThat(out.resolve(name + ".svg")).isNotEmptyFile();
        }
    }

    @Test
    void badInputIsOneLine() throws IOException {
        for (Cli bad : List.of(
                Cli.run("bench", "stats", "nasbench", "--n", "5"),
                Cli.run("bench", "stats", "nats-size", "--n", "0"),
                Cli.run("bench", "stats", "nats-size", "--n", "5", "--data", table()))) {
            assertThat(bad.exitCode()).isEqualTo(1);
            assertThat(bad.err()).hasLineCount(1);
        }
        assertThat(Cli.run("bench", "plot").exitCode()).isEqualTo(2);
    }
}
