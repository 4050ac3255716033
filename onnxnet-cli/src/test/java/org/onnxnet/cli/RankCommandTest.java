package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.predictor.Baseline;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.NodeProto;
import org.onnxnet.proto.OperatorSetIdProto;
import org.onnxnet.proto.ValueInfoProto;

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
    void whatAPredictorCannotJudgeIsNoPlaceInTheRanking(@TempDir Path folder) throws IOException {
        Path good = Files.copy(Cli.SAMPLES.resolve("nb201-0.onnx"), folder.resolve("good.onnx"));
        Path strange = Files.write(folder.resolve("strange.onnx"), strange());

        Cli cli = Cli.run("rank", "--predictor", "nwot", strange, good);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).startsWith("1 networks ranked").doesNotContain("NaN", "strange");
        assertThat(cli.err().lines())
                .singleElement()
                .asString()
                .contains("strange.onnx: nwot cannot judge this network");
        JsonNode json = new ObjectMapper()
                .readTree(Cli.run("rank", "--predictor", "nwot", strange, good, "--json")
                        .out());
        assertThat(json.get("ranking")).hasSize(1);
        assertThat(json.at("/errors/0/file").asText()).isEqualTo(strange.toString());
    }

    /** A network of an operator that nobody can run. */
    private static byte[] strange() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("nobody").setVersion(1))
                .setGraph(GraphProto.newBuilder()
                        .setName("g")
                        .addInput(ValueInfoProto.newBuilder().setName("x"))
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Strange")
                                .setDomain("nobody")
                                .addInput("x")
                                .addOutput("y"))
                        .addOutput(ValueInfoProto.newBuilder().setName("y")))
                .build()
                .toByteArray();
    }

    @Test
    void aFolderWithoutModelsDoesNotKeepTheOthersFromBeingRanked(@TempDir Path folder) {
        Path good = Cli.SAMPLES.resolve("nb201-0.onnx");

        Cli cli = Cli.run("rank", folder, good);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).contains("1 networks ranked", "nb201-0.onnx");
        assertThat(cli.err())
                .contains(folder + ": no .onnx file in this directory")
                .hasLineCount(1);
    }

    @Test
    void aFolderThatCannotBeReadIsReported(@TempDir Path folder) throws IOException {
        Files.copy(Cli.SAMPLES.resolve("nb201-0.onnx"), folder.resolve("good.onnx"));
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            Cli cli = Cli.run("rank", folder);
            assertThat(cli.out()).contains("1 networks ranked", "good.onnx");
            // Root may read it, and finds nothing in it.
            boolean denied = !Files.isReadable(closed);
            assertThat(cli.exitCode()).isEqualTo(denied ? 1 : 0);
            assertThat(cli.err()).hasLineCount(denied ? 1 : 0).contains(denied ? closed + ": access denied" : "");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void deviceAndPrecisionAreForLanguageModels() {
        Path file = Cli.SAMPLES.resolve("nb201-0.onnx");
        assertThat(Cli.run("rank", file, "--device", "foo").exitCode()).isEqualTo(2);
        assertThat(Cli.run("rank", file, "--device", "foo").err()).contains("device is 'foo', wanted cpu");
        assertThat(Cli.run("rank", file, "--device", "cpu").err()).isEmpty();
        for (String[] option : new String[][] {{"--device", "cuda:0"}, {"--precision", "INT8"}}) {
            Cli cli = Cli.run("rank", file, option[0], option[1]);
            assertThat(cli.exitCode()).isZero();
            assertThat(cli.err())
                    .contains("--device and --precision are for language models, bundled takes none")
                    .hasLineCount(1);
        }
    }

    @Test
    void aModelDirectoryOfAnyKindTakesADevice(@TempDir Path folder) throws IOException {
        Path file = Cli.SAMPLES.resolve("nb201-0.onnx");
        Baseline.MACS.save(folder);

        Cli cli = Cli.run("rank", file, "--model", folder, "--device", "cpu:1", "--precision", "INT8");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).startsWith("1 networks ranked by macs");
        assertThat(cli.err()).contains("--device and --precision are for language models, macs takes none");
    }

    @Test
    void wrongUsageExitsWithTwo(@TempDir Path folder) {
        assertThat(Cli.run("rank").exitCode()).isEqualTo(2);
        assertThat(Cli.run("rank", "").exitCode()).isEqualTo(2);
        assertThat(Cli.run("rank", "").err()).contains("the name is empty, wanted a file or directory");
        assertThat(Cli.run("rank", Cli.SAMPLES, "--top", 0).err()).startsWith("--top is 0, wanted 1 or more");
        assertThat(Cli.run("rank", Cli.SAMPLES, "--top", 0).exitCode()).isEqualTo(2);
        assertThat(Cli.run("rank", folder).err()).contains("no .onnx file in this directory");
        assertThat(Cli.run("rank", folder).exitCode()).isEqualTo(1);
        assertThat(Cli.run("rank", Cli.SAMPLES, "--predictor", "oracle").exitCode())
                .isNotZero();
    }
}
