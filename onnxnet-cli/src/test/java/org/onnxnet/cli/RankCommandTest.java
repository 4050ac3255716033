package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankCommandTest {
    @Test
    void ranksADirectoryBestFirstAndSaysWhatRanked() {
        Cli cli = Cli.run("rank", Cli.SAMPLES);

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).startsWith("8 networks ranked by bundled");
        assertThat(cli.out().lines().skip(2).map(line -> line.replaceAll(".*/", "")))
                .hasSize(8)
                .startsWith("nb201-6111.onnx")
                .endsWith("nb101-fig9.onnx");
    }

    @Test
    void printsJsonAndOnlyTheBest() throws IOException {
        Cli cli = Cli.run("rank", Cli.SAMPLES, "--json", "--top", 3);
        JsonNode json = new ObjectMapper().readTree(cli.out());

        assertThat(json.get("predictor").asText()).isEqualTo("bundled");
        assertThat(json.get("errors")).isEmpty();
        List<Double> scores = new ArrayList<>();
        json.get("ranking").forEach(entry -> scores.add(entry.get("score").asDouble()));
        assertThat(scores).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(json.at("/ranking/0/rank").asInt()).isEqualTo(1);
    }

    @Test
    void otherBaselinesRankByWhatTheySay() {
        assertThat(Cli.run("rank", Cli.SAMPLES, "--predictor", "macs").out()).startsWith("8 networks ranked by macs");
        assertThat(Cli.run("rank", Cli.SAMPLES, "--predictor", "depth").out()).startsWith("8 networks ranked by depth");
    }

    @Test
    void aBadFileDoesNotKeepTheOthersFromBeingRanked(@TempDir Path folder) throws IOException {
        Files.copy(Cli.SAMPLES.resolve("nb201-0.onnx"), folder.resolve("good.onnx"));
        Files.writeString(folder.resolve("bad.onnx"), "not a model");

        Cli cli = Cli.run("rank", folder);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).contains("1 networks ranked", "good.onnx");
        assertThat(cli.err().lines()).singleElement().asString().contains("bad.onnx");
    }

    @Test
    void wrongUsageExitsWithTwo(@TempDir Path folder) {
        assertThat(Cli.run("rank").exitCode()).isEqualTo(2);
        assertThat(Cli.run("rank", Cli.SAMPLES, "--top", 0).err()).startsWith("--top is 0, wanted 1 or more");
        assertThat(Cli.run("rank", Cli.SAMPLES, "--top", 0).exitCode()).isEqualTo(2);
        assertThat(Cli.run("rank", folder).err()).contains("no .onnx file in this directory");
        assertThat(Cli.run("rank", folder).exitCode()).isEqualTo(1);
        assertThat(Cli.run("rank", Cli.SAMPLES, "--predictor", "oracle").exitCode())
                .isNotZero();
    }
}
