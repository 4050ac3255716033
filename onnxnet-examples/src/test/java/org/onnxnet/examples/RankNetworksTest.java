package org.onnxnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RankNetworksTest {
    @Test
    void ranksTheSampleNetworks() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RankNetworks.run(Path.of("..", "samples"), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String output = bytes.toString(StandardCharsets.UTF_8);

        assertThat(output.lines().filter(line -> line.contains("after simplification")))
                .hasSize(8);
        assertThat(output).contains("nb101-fig9.onnx: 51 nodes, 51 after simplification");
        assertThat(output).contains(" --> Value1:");
        assertThat(output).contains("ranked by bundled").contains("1. nb201-6111.onnx");
        assertThat(output.lines().filter(line -> line.matches("\\d\\. .*"))).hasSize(8);
    }
}
