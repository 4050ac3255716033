package org.onnxnet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void outputThatIsLostIsAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(full, false, UTF_8), new PrintWriter(err, true), "space", "list");
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("the output could not be written");
    }

    @Test
    void numbersAreTheSameInEveryLanguage() throws IOException {
        String sample = Cli.SAMPLES.resolve("nb201-0.onnx").toString();
        assertThat(outputOf("de", sample)).isEqualTo(outputOf("en", sample)).contains("parameters");
    }

    private static String outputOf(String language, String sample) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=" + language,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "inspect",
                        sample))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
