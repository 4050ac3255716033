package org.onnxnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.onnxnet.graph.InvalidModelException;

/** Expands the files and directories of a command line. */
final class ModelFiles {
    private ModelFiles() {}

    /** The files as they are, and for a directory all {@code .onnx} files below it, sorted by path. */
    static List<Path> expand(List<Path> filesAndDirectories) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : filesAndDirectories) {
            if (Files.isDirectory(path)) {
                files.addAll(below(path));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> found = walk.filter(ModelFiles::isModel).sorted().toList();
            if (found.isEmpty()) {
                throw new InvalidModelException(directory + ": no .onnx file in this directory or below it");
            }
            return found;
        }
    }

    private static boolean isModel(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx") && Files.isRegularFile(path);
    }
}
