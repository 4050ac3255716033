package org.onnxnet.cli.space;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.cli.Cli;

class SpaceCommandTest {
    private static final String MACRO = "64-1234-basic";
    private static final String CELL =
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|";

    @Test
    void listsTheSpaces() {
        assertThat(Cli.run("space", "list").out()).contains("nasbench201 ", "transnas-macro ");
        assertThat(Cli.run("space", "list", "--json").out()).contains("{\"name\":\"nasbench201\",\"description\":");
    }

    @Test
    void digestsNetworks() {
        assertThat(Cli.run("space", "transnas-macro", "digest", MACRO, "64-4111-basic")
                        .out())
                .isEqualToNormalizingNewlines("d48e9eedc53e01e9\nf66891a599552f31\n");
        assertThat(Cli.run("space", "transnas-macro", "digest", MACRO, "--full").out())
                .startsWith("Conv(X,W32x3x3x3,W32)[d=1,1;g=1;k=3,3;p=1,1,1,1;s=2,2]->1x32x16x16\n");
    }

    @Test
    void samplesCountsAndMutates() {
        Cli sample = Cli.run("space", "nasbench301", "sample", "--n", "3", "--seed", "7");

        assertThat(sample.out().lines()).hasSize(3).allMatch(line -> line.startsWith("Genotype("));
        assertThat(Cli.run("space", "nasbench301", "sample", "--n", "3", "--seed", "7"))
                .isEqualTo(sample);
        assertThat(Cli.run("space", "transnas-micro", "count").out()).isEqualToIgnoringWhitespace("4096");
        assertThat(Cli.run("space", "transnas-micro", "enumerate", "--n", "2").out())
                .isEqualToNormalizingNewlines("64-41414-0_00_000\n64-41414-0_00_001\n");
        assertThat(Cli.run("space", "nasbench-macro", "mutate", "00000000", "--n", "4")
                        .out()
                        .lines())
                .hasSize(4)
                .allMatch(line -> line.replace("0", "").length() == 1);
    }

    @Test
    void exportsANetwork(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("net.onnx");

        assertThat(Cli.run("space", "transnas-macro", "export", MACRO, file).exitCode())
                .isZero();
        assertThat(OnnxGraph.load(file).nodes()).hasSize(49);
    }

    @Test
    void exportsTheNetworkThatWasAskedFor(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("net.onnx");

        Cli result = Cli.run(
                "space",
                "nasbench201",
                "export",
                "|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|",
                file,
                "--channels",
                "8",
                "--layers",
                "2",
                "--classes",
                "7",
                "--image",
                "1x16x24",
                "--style",
                "torch_2_6",
                "--weights",
                "initializers",
                "--seed",
                "3",
                "--head",
                "features-and-logits",
                "--json");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("\"nodes\":")
                .contains("\"parameters\":")
                .contains("\"macs\":");
        OnnxGraph graph = OnnxGraph.load(file);
        assertThat(graph.inputs()).singleElement().hasToString("input.1: FLOAT[1x1x16x24]");
        assertThat(graph.outputs()).last().asString().endsWith("FLOAT[1x7]");
        assertThat(graph.initializers()).isNotEmpty();
    }

    @Test
    void refusesSizesThatNoNetworkHas(@TempDir Path folder) {
        Path file = folder.resolve("net.onnx");
        for (String[] size : new String[][] {
            {"--channels", "1000000000", "channels is 1000000000, wanted 1 to 4096"},
            {"--layers", "1001", "layers is 1001, wanted 1 to 1000"},
            {"--classes", "0", "classes is 0, wanted 1 to 1000000"},
            {"--image", "3x32x2000000", "an image of 3x32x2000000, wanted sizes of 1 to 1024"}
        }) {
            Cli result = Cli.run("space", "nasbench201", "export", CELL, file, size[0], size[1]);
            assertThat(result.exitCode()).isNotZero();
            assertThat(result.err()).contains(size[2]);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void exportsTheLargestNetworkThatOptionsAllow(@TempDir Path folder) throws IOException {
        Cli result = Cli.run(
                "space",
                "nasbench201",
                "export",
                CELL,
                folder.resolve("net.onnx"),
                "--channels",
                4096,
                "--layers",
                1000,
                "--image",
                "3x1024x1024",
                "--json");
        assertThat(result.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(result.out()).get("macs").asLong())
                .isGreaterThan(1L << 50);
    }

    @Test
    void refusesAnAmountBelowZero() {
        Cli result = Cli.run("space", "nasbench201", "sample", "--n", -1);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--n is -1, wanted 0 or more");
    }

    @Test
    void seededWeightsAreTheSameAgain(@TempDir Path folder) throws IOException {
        Path first = folder.resolve("first.onnx");
        Path second = folder.resolve("second.onnx");
        Path other = folder.resolve("other.onnx");
        for (Path file : new Path[] {first, second, other}) {
            Cli.run(
                    "space",
                    "transnas-macro",
                    "export",
                    MACRO,
                    file,
                    "--weights",
                    "initializers",
                    "--seed",
                    file == other ? "2" : "1");
        }

        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(java.nio.file.Files.mismatch(first, other)).isPositive();
    }

    @Test
    void printsJson() {
        assertThat(Cli.run("space", "transnas-micro", "count", "--json").out())
                .isEqualToNormalizingNewlines("{\"space\":\"transnas-micro\",\"count\":4096}\n");
        assertThat(Cli.run("space", "transnas-micro", "enumerate", "--n", "1", "--json")
                        .out())
                .isEqualToNormalizingNewlines(
                        "{\"architecture\":\"64-41414-0_00_000\",\"key\":\"64-41414-0_00_000\"}\n");
        assertThat(Cli.run("space", "transnas-macro", "digest", MACRO, "--json").out())
                .contains("\"digest\":\"d48e9eedc53e01e9\"");
        assertThat(Cli.run("space", "transnas-macro", "digest", MACRO, "--full", "--json")
                        .out())
                .contains("\"text\":\"Conv(X,");
    }

    @Test
    void badArchitecturesAreOneLine() {
        Cli unknown = Cli.run("space", "nasbench", "count");
        Cli malformed = Cli.run("space", "nasbench-macro", "digest", "0123");
        Cli endless = Cli.run("space", "metaqnn", "count");

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("found no search space 'nasbench'").hasLineCount(1);
        assertThat(malformed.exitCode()).isEqualTo(1);
        assertThat(malformed.err()).contains("'0123'").hasLineCount(1);
        assertThat(endless.exitCode()).isEqualTo(1);
        assertThat(endless.err()).contains("not numbered").hasLineCount(1);
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(Cli.run("space").exitCode()).isEqualTo(2);
        assertThat(Cli.run("space", "metaqnn").exitCode()).isEqualTo(2);
        assertThat(Cli.run("space", "metaqnn", "paint").exitCode()).isEqualTo(2);
        assertThat(Cli.run("space", "metaqnn", "export", "[SM(10)]").exitCode()).isEqualTo(2);
    }
}
