package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private final Path sample = Cli.SAMPLES.resolve("nb201-0.onnx");

    @Test
    void describesANetworkInJson() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(Cli.run("inspect", sample, "--json").out());

        assertThat(json.get("inputs")).hasSize(1);
        assertThat(json.at("/inputs/0/type").asText()).isEqualTo("FLOAT");
        assertThat(json.at("/inputs/0/shape").toString()).isEqualTo("[1,3,32,32]");
        assertThat(json.at("/outputs/0/shape").toString()).isEqualTo("[1,10]");
        assertThat(json.get("nodes").asInt()).isEqualTo(161);
        assertThat(json.at("/operators/Conv").asInt()).isEqualTo(37);
        assertThat(json.get("macs").asLong()).isEqualTo(15_647_370);
        assertThat(json.get("depth").asInt()).isPositive();
        assertThat(json.get("width").asInt()).isEqualTo(2);
        assertThat(json.get("canonicalHash").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void describesANetworkInText() {
        Cli cli = Cli.run("inspect", sample);

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("MACs            15,647,370").contains("Conv 37");
    }

    @Test
    void theHashSurvivesSimplification(@TempDir Path folder) throws IOException {
        Path simplified = folder.resolve("s.onnx");
        Cli.run("simplify", sample, simplified);

        assertThat(hash(simplified)).isEqualTo(hash(sample));
    }

    private static String hash(Path file) throws IOException {
        return new ObjectMapper()
                .readTree(Cli.run("inspect", file, "--json").out())
                .get("canonicalHash")
                .asText();
    }
}
