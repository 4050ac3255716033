package org.onnxnet.cli.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.cli.Cli;

class SpaceLabelsTest {
    @TempDir
    Path folder;

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(
                folder.resolve("table.csv"),
                "arch,class_scene,normal\n\"(1, 2, 3, 4)\",51.5,0.25\n\"(4, 1, 1, 1)\",52.5,0.5\n");
    }

    @Test
    void listsTheProtocols() {
        assertThat(labels().out()).isEqualToNormalizingNewlines("""
                        class_scene: top-1 accuracy in percent, Taskonomy class_scene valid; 2 values from 51.5 to 52.5
                        normal: SSIM, Taskonomy normal valid; 2 values from 0.25 to 0.5
                        """);
        assertThat(labels("--json").out())
                .contains("\"protocol\":\"normal\",\"dataset\":\"Taskonomy normal\"")
                .contains("\"count\":2,\"min\":0.25,\"max\":0.5")
                .hasLineCount(2);
    }

    @Test
    void listsTheValuesOfOneProtocol() {
        assertThat(labels("--protocol", "normal").out())
                .isEqualToNormalizingNewlines("64-1234-basic\tnormal\t0.25\n64-4111-basic\tnormal\t0.5\n");
        assertThat(labels("--protocol", "normal", "--n", "1").out()).hasLineCount(1);
    }

    @Test
    void looksUpArchitectures() {
        assertThat(labels("64-4111-basic").out())
                .isEqualToNormalizingNewlines("64-4111-basic\tclass_scene\t52.5\n64-4111-basic\tnormal\t0.5\n");
        assertThat(labels("64-4111-basic", "--protocol", "normal", "--json").out())
                .isEqualToNormalizingNewlines("{\"key\":\"64-4111-basic\",\"protocol\":\"normal\",\"value\":0.5}\n");
    }

    @Test
    void whatIsNotThereIsOneLine() {
        assertOneLine(labels("64-2311-basic"), "no value for '64-2311-basic' among the 2 architectures");
        assertOneLine(labels("64-0000-basic"), "64-0000-basic");
        assertOneLine(labels("64-4111-basic", "--protocol", "jigsaw"), "no values of protocol 'jigsaw'");
        assertOneLine(Cli.run("space", "nasbench201", "labels", "--data", folder), "a folder with nasbench201.csv");
        assertOneLine(Cli.run("space", "nasbench201", "labels", "--data", table), "found column 'class_scene'");
    }

    @Test
    void withoutDataItIsWrongUsage() {
        Cli result = Cli.run("space", "transnas-macro", "labels");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--data");
    }

    @Test
    void exportsTheAccuracyWithTheNetwork() throws IOException {
        Path file = folder.resolve("net.onnx");

        Cli result = export("64-4111-basic", file, "--data", table, "--protocol", "normal");

        assertThat(result.err()).isEmpty();
        assertThat(OnnxGraph.load(file).model().metadata().get(0).value()).isEqualTo("0.5");
        Path other = folder.resolve("other.onnx");
        assertOneLine(export("64-2311-basic", other, "--data", table, "--protocol", "normal"), "64-2311-basic");
        assertOneLine(export("64-4111-basic", other, "--data", table, "--protocol", "jigsaw"), "'jigsaw'");
        assertThat(export("64-4111-basic", other, "--data", table).exitCode()).isEqualTo(2);
        assertThat(export("64-4111-basic", other, "--protocol", "normal").exitCode())
                .isEqualTo(2);
        assertThat(other).doesNotExist();
    }

    private static Cli export(String architecture, Path file, Object... more) {
        List<Object> words = new ArrayList<>(List.of("space", "transnas-macro", "export", architecture, file));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    private static void assertOneLine(Cli result, String text) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains(text).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    private Cli labels(Object... more) {
        Object[] words = new Object[5 + more.length];
        System.arraycopy(new Object[] {"space", "transnas-macro", "labels", "--data", table}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return Cli.run(words);
    }
}
