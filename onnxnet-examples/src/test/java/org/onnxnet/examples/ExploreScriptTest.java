package org.onnxnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs the JShell script as a person would. JShell exits 0 even after a compile error, so the output has to be read. */
class ExploreScriptTest {
    @Test
    void printsGraphsTextAndRanking() throws IOException, InterruptedException {
        Process jshell = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "-R-Dsamples=" + Path.of("..", "samples").toAbsolutePath(),
                        Path.of("src", "main", "jshell", "explore.jsh").toString())
                .redirectErrorStream(true)
                .start();
        jshell.getOutputStream().close();
        String output = new String(jshell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jshell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).doesNotContain("Error").doesNotContain("Exception");
        assertThat(output).contains("161 nodes").contains("124 nodes");
        assertThat(output).contains("--> Value1:1x16x32x32");
    }
}
