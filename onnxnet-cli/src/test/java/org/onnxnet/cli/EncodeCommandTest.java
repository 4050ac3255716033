package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodeCommandTest {
    private final Path fig9 = Cli.SAMPLES.resolve("nb101-fig9.onnx");
    private final Path exported = Cli.SAMPLES.resolve("nb201-0.onnx");

    @Test
    void writesTheFullCompleteTextByDefault() {
        Cli cli = Cli.run("encode", fig9);

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines().findFirst().orElseThrow())
                .isEqualTo("Conv(1x3x32x32, 128x3x3x3, 128) (dilations=1,kernel_shape=3,pads=1,strides=1)"
                        + " --> Value1:1x128x32x32");
    }

    @Test
    void componentsCanBeChosen() {
        assertThat(Cli.run("encode", fig9, "--with", "base").out()).startsWith("Conv --> ");
        assertThat(Cli.run("encode", fig9, "--with", "out-shape", "--dialect", "reference")
                        .out())
                .startsWith("Conv) --> Value:1x128x32x32\n");
        assertThat(Cli.run("encode", fig9, "--with", "inputs,parameters,out-shape")
                        .out())
                .isEqualTo(Cli.run("encode", fig9, "--with", "full").out());
    }

    @Test
    void aSummaryStandsBeforeTheText() {
        String text = Cli.run("encode", fig9, "--with", "full,summary").out();

        assertThat(text).startsWith("summary params=");
        assertThat(text.substring(text.indexOf('\n') + 1))
                .isEqualTo(Cli.run("encode", fig9).out());
    }

    @Test
    void theReferenceDialectHasNoSummary() {
        Cli cli = Cli.run("encode", fig9, "--with", "full,summary", "--dialect", "reference");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("--dialect reference has no summary");
    }

    @Test
    void theReferenceDialectTakesTheFileAsItIs() {
        String asItIs = Cli.run("encode", exported, "--dialect", "reference").out();

        assertThat(asItIs).contains("Identity");
        assertThat(Cli.run("encode", exported, "--dialect", "reference", "--mode", "canonical")
                        .out())
                .doesNotContain("Identity");
    }

    @Test
    void aFolderWithoutModelsIsALineOfJsonToo(@TempDir Path folder) throws IOException {
        Cli cli = Cli.run("encode", folder, fig9, "--jsonl");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out().lines()).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(cli.out().lines().toList().get(0));
        assertThat(first.get("file").asText()).isEqualTo(folder.toString());
        assertThat(first.get("error").asText()).contains("no .onnx file in this directory");
        assertThat(cli.out().lines().toList().get(1)).contains("\"text\"");
    }

    @Test
    void printsALineOfJsonForEachFileAndGoesOnAfterABadOne(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.onnx"), "text");

        Cli cli = Cli.run("encode", bad, fig9, "--jsonl");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out().lines()).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(cli.out().lines().toList().get(0));
        JsonNode second = new ObjectMapper().readTree(cli.out().lines().toList().get(1));
        assertThat(first.get("error").asText()).contains("bad.onnx");
        assertThat(second.get("file").asText()).isEqualTo(fig9.toString());
        assertThat(second.get("text").asText() + (second.get("text").asText().endsWith("\n") ? "" : "\n"))
                .isEqualTo(Cli.run("encode", fig9).out());
    }
}
