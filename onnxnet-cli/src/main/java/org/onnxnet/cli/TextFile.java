package org.onnxnet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.io.TemporaryFile;

/** Reads lists and writes reports in UTF-8. */
final class TextFile {
    private TextFile() {}

    /** The lines that are not blank. */
    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    }

    /** Writes under a temporary name and moves it, so that the file is whole or not there. */
    static void write(Path file, String text) throws IOException {
        TemporaryFile.replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
