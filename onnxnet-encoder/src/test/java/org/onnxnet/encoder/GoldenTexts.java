package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that the encoder wrote once and people looked at. After a change that is meant,
 * {@code ./mvnw -pl onnxnet-encoder -am test -Dtest='*DialectTest,SummaryTest' -Dsurefire.failIfNoSpecifiedTests=false -Donnxnet.golden=write}
 * writes all of them again; look at the difference before it is committed.
 */
final class GoldenTexts {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

    private GoldenTexts() {}

    /** Holds a text to the file {@code name}.txt. */
    static void check(String name, String text) {
        Path file = DIRECTORY.resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("onnxnet.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text + "\n");
            }
            assertThat(text + "\n").as("%s", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file + "; GoldenTexts says how to write it", e);
        }
    }
}
