package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.proto.TensorProto;

class SimplifyCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private final Path in = Cli.SAMPLES.resolve("nb201-0.onnx");

    @Test
    void writesTheSimplifiedFileAndAReport() throws IOException {
        Path out = folder.resolve("out.onnx");
        Path report = folder.resolve("report.json");

        Cli cli = Cli.run("simplify", in, out, "--mode", "canonical", "--report", report);

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).matches("\\S*out.onnx: 161 -> 124 nodes, \\d+ ms\\R");
        assertThat(OnnxGraph.load(out).nodes()).hasSize(124);
        JsonNode json = MAPPER.readTree(report.toFile());
        assertThat(json.get("mode").asText()).isEqualTo("CANONICAL");
        assertThat(json.get("nodesAfter").asInt()).isEqualTo(124);
        assertThat(json.get("rewrites")).isNotEmpty().allSatisfy(rewrite -> {
            assertThat(rewrite.get("rule").asText()).isNotEmpty();
            assertThat(rewrite.get("reason").asText()).isNotEmpty();
        });
        for (String trouble : List.of("refused", "notes", "failures")) {
            assertThat(json.get(trouble)).as(trouble).isEmpty();
        }
    }

    @Test
    void losslessIsTheDefaultAndKeepsTheInterface() throws IOException {
        Path out = folder.resolve("out.onnx");

        assertThat(Cli.run("simplify", in, out).exitCode()).isZero();
        assertThat(OnnxGraph.load(out).inputs()).isEqualTo(OnnxGraph.load(in).inputs());
        assertThat(OnnxGraph.load(out).outputs()).isEqualTo(OnnxGraph.load(in).outputs());
    }

    @Test
    void aFileCanBeSimplifiedInPlace() throws IOException {
        Path file = Files.copy(in, folder.resolve("net.onnx"));

        assertThat(Cli.run("simplify", file, file).exitCode()).isZero();
        assertThat(OnnxGraph.load(file).nodes()).hasSizeLessThan(161);
    }

    @Test
    void aBatchPrintsALineForEachPairAndNeverStops() throws IOException {
        Path good = folder.resolve("good.onnx");
        Path bad = Files.writeString(folder.resolve("bad.onnx"), "text");
        Path table = Files.writeString(
                folder.resolve("pairs.tsv"),
                bad + "\t" + folder.resolve("never.onnx") + "\nonly one column\n\n" + in + "\t" + good + "\n");

        Cli cli = Cli.run("simplify", "--batch", table);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).isEqualTo("onnxnet: " + table + ": 2 of 3 lines failed; \"error\" says why\n");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : cli.out().lines().toList()) {
            lines.add(MAPPER.readTree(line));
        }
        assertThat(lines).extracting(line -> line.get("status").asText()).containsExactly("error", "error", "ok");
        assertThat(lines.get(0).get("error").asText()).contains("bad.onnx");
        assertThat(lines.get(1).get("error").asText())
                .contains("found 1 columns")
                .contains("wanted IN, a tab, and OUT");
        assertThat(lines.get(2).get("in").asText()).isEqualTo(in.toString());
        assertThat(lines.get(2).get("out").asText()).isEqualTo(good.toString());
        assertThat(lines.get(2).get("nodesBefore").asInt()).isEqualTo(161);
        assertThat(lines.get(2).get("millis").isIntegralNumber()).isTrue();
        assertThat(folder.resolve("never.onnx")).doesNotExist();
    }

    @Test
    void aBatchOfGoodFilesExitsWithZero() throws IOException {
        Path table = Files.writeString(folder.resolve("pairs.tsv"), in + "\t" + folder.resolve("good.onnx"));

        Cli cli = Cli.run("simplify", "--batch", table);

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void aLineThatNamesNoFileIsOneBadLine() throws IOException {
        Path table =
                Files.writeString(folder.resolve("pairs.tsv"), "a\0b\tc\n" + in + "\t" + folder.resolve("good.onnx"));

        List<String> lines = Cli.run("simplify", "--batch", table).out().lines().toList();

        assertThat(lines).hasSize(2);
        assertThat(MAPPER.readTree(lines.get(0)).get("error").asText())
                .startsWith("'a?b' cannot be the name of a file");
        assertThat(MAPPER.readTree(lines.get(1)).get("status").asText()).isEqualTo("ok");
    }

    @Test
    void theReportCannotReplaceTheNetworkOrLieNowhere() throws IOException {
        Path network = Files.copy(in, folder.resolve("net.onnx"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), network);
        Path out = folder.resolve("out.onnx");

        for (Path report : List.of(
                network,
                link,
                out,
                folder.resolve(".").resolve("out.onnx"),
                folder.resolve("out.onnx.data"),
                folder,
                folder.resolve("none").resolve("report.json"))) {
            Cli cli = Cli.run("simplify", network, out, "--report", report);

            assertThat(cli.exitCode()).as("%s", report).isEqualTo(2);
            assertThat(cli.err()).contains("--report " + report);
            assertThat(out).doesNotExist();
            assertThat(network).hasSameBinaryContentAs(in);
        }
    }

    @Test
    void weightsOfTheNetworkAreNotWrittenOver() throws IOException {
        byte[] weights = {1, 2, 3, 4};
        Path data = Files.write(folder.resolve("w.bin"), weights);
        Path network =
                Files.write(folder.resolve("net.onnx"), BadInputTest.external("w.bin", TensorProto.DataType.UINT8, 4));

        for (List<Path> files : List.of(
                List.of(network, data, folder.resolve("report.json")),
                List.of(network, folder.resolve("out.onnx"), data))) {
            Cli cli = Cli.run("simplify", files.get(0), files.get(1), "--report", files.get(2));

            assertThat(cli.exitCode()).isEqualTo(1);
            assertThat(cli.err()).contains("w.bin: it holds external data of the model");
            assertThat(data).hasBinaryContent(weights);
            assertThat(folder.resolve("out.onnx")).doesNotExist();
        }
    }

    @Test
    void wrongUsageExitsWithTwo() {
        assertThat(Cli.run("simplify").exitCode()).isEqualTo(2);
        assertThat(Cli.run("simplify", in).exitCode()).isEqualTo(2);
        assertThat(Cli.run("simplify", in, folder.resolve("x"), "--mode", "fast")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Cli.run("simplify", in, folder.resolve("x"), "--batch", "y").exitCode())
                .isEqualTo(2);
    }
}
