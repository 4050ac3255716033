package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.simplify.SimplifyMode;

class DecodeCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"complete", "folded"})
    void undoesEncode(String dialect) throws IOException {
        Path network = Cli.SAMPLES.resolve("nb201-0.onnx");
        Path text = Files.writeString(
                folder.resolve("net.txt"),
                Cli.run("encode", network, "--dialect", dialect).out());
        Path made = folder.resolve("made.onnx");

        Cli cli = Cli.run("decode", text, made, "--dialect", dialect);

        assertThat(cli.exitCode()).isZero();
        OnnxGraph canonical = OnnxGraph.load(network).simplify(SimplifyMode.CANONICAL);
        assertThat(cli.out().strip()).isEqualTo(made + ": " + canonical.nodes().size() + " nodes");
        assertThat(OnnxGraph.load(made).canonicalHash()).isEqualTo(canonical.canonicalHash());
        assertThat(Cli.run("encode", made, "--dialect", dialect).out()).isEqualTo(Files.readString(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "folded"})
    void seesTheDialectItself(String dialect) throws IOException {
        Path text = Files.writeString(
                folder.resolve("net.txt"),
                Cli.run("encode", Cli.SAMPLES.resolve("darts-v2.onnx"), "--dialect", dialect)
                        .out());
        Path said = folder.resolve("said.onnx");
        Path seen = folder.resolve("seen.onnx");

        Cli.run("decode", text, said, "--dialect", dialect);
        Cli cli = Cli.run("decode", text, seen);

        assertThat(cli.exitCode()).isZero();
        assertThat(seen).hasSameBinaryContentAs(said);
    }

    @Test
    void seesACompleteTextWithoutOutputs() throws IOException {
        Path text = Files.writeString(folder.resolve("net.txt"), "Relu(4) --> Value1:4\n");
        Path made = folder.resolve("made.onnx");

        Cli cli = Cli.run("decode", text, made);

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(OnnxGraph.load(made).nodes()).hasSize(1);
        Files.writeString(text, "A = Relu Relu\nRelu(4) A\n");
        assertThat(Cli.run("decode", text, made).err())
                .contains("line 2, column 6: ")
                .hasLineCount(1);
    }

    @Test
    void namesThePlaceOfAFaultAndWritesNothing() throws IOException {
        Path text = Files.writeString(folder.resolve("net.txt"), "Relu(4) --> Value1:4\nRelu(Value2) --> Out\n");
        Path made = folder.resolve("made.onnx");

        Cli cli = Cli.run("decode", text, made);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err())
                .isEqualTo("onnxnet: " + text + ": line 2, column 6: Value2 is read, but nothing before writes it\n");
        assertThat(made).doesNotExist();
    }

    @Test
    void refusesADialectThatLosesTooMuch() throws IOException {
        Path text = Files.writeString(folder.resolve("net.txt"), "Relu() --> Out");

        Cli cli = Cli.run("decode", text, folder.resolve("made.onnx"), "--dialect", "reference");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("wanted complete or folded");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Path binary = Files.write(folder.resolve("net.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        Cli cli = Cli.run("decode", binary, folder.resolve("made.onnx"));

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("net.txt is no text in UTF-8");
    }
}
