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
import org.onnxnet.testing.SharedData;

class BaselinesCommandTest {
    /** NAS-Bench-Macro from nothing but identities to the largest blocks: params and MACs grow, accuracy with them. */
    private static final String GROWING = """
            arch,cifar10_test_mean,params
            00000000,80,1
            00000001,81,2
            00000011,82,3
            00000111,83,4
            00001111,84,5
            """;

    @Test
    void ranksWhatWasMeasured(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(folder.resolve("table.csv"), GROWING);

        List<JsonNode> lines = json(Cli.run("bench", "baselines", "nasbench-macro", "--data", table, "--json"));

        assertThat(lines).extracting(line -> line.get("predictor").asText()).containsExactly("params", "macs", "depth");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("protocol").asText()).isEqualTo("cifar10_test_mean");
            assertThat(line.get("n").asInt()).isEqualTo(5);
            assertThat(line.get("kendall").asDouble()).isEqualTo(1);
            assertThat(line.get("spearman").asDouble()).isEqualTo(1);
            assertThat(line.get("bestAt10").asDouble()).isEqualTo(84);
            assertThat(line.get("bestRankAt10").asInt()).isEqualTo(1);
        });
    }

    @Test
    void aSampleDependsOnTheSeedAlone() {
        Path data = SharedData.path("data/nas");
        Object[] words = {
            "bench", "baselines", "nasbench201", "--protocol", "cifar10_test", "--n", "200", "--data", data
        };

        Cli first = Cli.run(words);

        assertThat(first.out()).hasLineCount(4).contains("params", "200");
        assertThat(Cli.run(words)).isEqualTo(first);
    }

    /** The whole space gives rho .786; a sample of 300 strays by a few hundredths. */
    @Test
    void paramsRankNasBench201() throws IOException {
        Path data = SharedData.path("data/nas");

        List<JsonNode> lines = json(Cli.run(
                "bench",
                "baselines",
                "nasbench201",
                "--protocol",
                "cifar10_test",
                "--n",
                "300",
                "--seed",
                "1",
                "--json",
                "--data",
                data));

        assertThat(lines.get(0).get("spearman").asDouble()).isBetween(0.7, 0.87);
    }

    @Test
    void wrongUsageIsTwoAndBadInputIsOneLine(@TempDir Path folder) {
        assertThat(Cli.run("bench").exitCode()).isEqualTo(2);
        assertThat(Cli.run("bench", "baselines", "nasbench201").exitCode()).isEqualTo(2);
        assertThat(Cli.run("bench", "baselines", "nasbench201", "--n", "1", "--data", folder)
                        .exitCode())
                .isEqualTo(2);

        Cli missing = Cli.run("bench", "baselines", "nasbench201", "--data", folder.resolve("none"));
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("nasbench201.csv").hasLineCount(1);
    }

    private static List<JsonNode> json(Cli result) throws IOException {
        assertThat(result.err()).isEmpty();
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : result.out().lines().toList()) {
            lines.add(mapper.readTree(line));
        }
        return lines;
    }
}
