package org.onnxnet.trainer.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a directory beside its place and moves it there when it is complete. A process that is killed leaves the old one, or none
 * for a moment, but never half of one.
 */
public final class DirectorySwap {
    private DirectorySwap() {}

    /**
     * Replaces a directory.
     *
     * @param content writes the files into an empty directory
     * @throws IOException if it cannot be written; nothing has changed then
     */
    public static void replace(Path directory, ModelDirectory.Extras content) throws IOException {
        Path target = directory.toAbsolutePath();
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException(directory + " is the root of a file system and cannot be replaced");
        }
        Files.createDirectories(parent);
        Path fresh = parent.resolve("." + target.getFileName() + ".new");
        Path old = parent.resolve("." + target.getFileName() + ".old");
        delete(fresh);
        Files.createDirectory(fresh);
        try {
            content.writeTo(fresh);
        } catch (IOException | RuntimeException e) {
            delete(fresh);
            throw e;
        }
        delete(old);
        if (Files.exists(target)) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    /**
     * Deletes a directory and what is in it, if it is there.
     *
     * @throws IOException if something cannot be deleted
     */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> inner;
        try (Stream<Path> walk = Files.walk(directory)) {
            inner = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inner) {
            Files.delete(path);
        }
    }
}
