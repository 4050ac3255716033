package org.onnxnet.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.onnxnet.graph.InvalidModelException;

/** Expands the files and directories of a command line. */
final class ModelFiles {
    private ModelFiles() {}

    /**
     * The files as they are, and for a directory all {@code .onnx} files below it, sorted by path.
     *
     * @param failed takes a directory without such files, or one that cannot be read, and why; the others are expanded all the same
     */
    static List<Path> expand(List<Path> filesAndDirectories, BiConsumer<Path, Exception> failed) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : filesAndDirectories) {
            if (Files.isDirectory(path)) {
                files.addAll(below(path, failed));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> below(Path directory, BiConsumer<Path, Exception> failed) throws IOException {
        Walk walk = new Walk(failed);
        Files.walkFileTree(directory, walk);
        if (walk.found.isEmpty() && !walk.failure) {
            failed.accept(
                    directory, new InvalidModelException(directory + ": no .onnx file in this directory or below it"));
        }
        walk.found.sort(null);
        return walk.found;
    }

    /** Collects models, and goes on past what it may not read. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final List<Path> found = new ArrayList<>();
        private final BiConsumer<Path, Exception> failed;
        private boolean failure;

        Walk(BiConsumer<Path, Exception> failed) {
            this.failed = failed;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isModel(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException exception) {
            failure = true;
            failed.accept(file, exception);
            return FileVisitResult.CONTINUE;
        }
    }

    private static boolean isModel(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".onnx") && Files.isRegularFile(path);
    }
}
