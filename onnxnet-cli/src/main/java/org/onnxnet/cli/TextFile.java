package org.onnxnet.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.io.TemporaryFile;

/** Reads texts and lists and writes reports in UTF-8. */
final class TextFile {
    private TextFile() {}

    /**
     * The whole text.
     *
     * @param wanted what the file should hold, for the error
     */
    static String read(Path file, String wanted) throws IOException {
        // The errors of the platform name neither.
        if (Files.isDirectory(file)) {
            throw new OnnxNetException(file + " is a directory, wanted " + wanted + "; name a file");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new OnnxNetException(file + " is no text in UTF-8, wanted " + wanted, e);
        }
    }

    /**
     * The lines that are not blank.
     *
     * @param wanted what the file should hold, for the error
     */
    static List<String> lines(Path file, String wanted) throws IOException {
        return read(file, wanted).lines().filter(line -> !line.isBlank()).toList();
    }

    /** Writes under a temporary name and moves it, so that the file is whole or not there. */
    static void write(Path file, String text) throws IOException {
        TemporaryFile.replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
