package org.onnxnet.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A new file beside the one that it will become, so that nobody ever sees half of it. Closing it removes it, unless it has been
 * moved by then.
 */
public final class TemporaryFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;

    private TemporaryFile(Path path) {
        this.path = path;
    }

    /** What is to be written into the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, or replaces an earlier one, in one step at the end.
     *
     * @throws IOException if the file cannot be written; nothing has changed then
     */
    public static void replace(Path target, Content content) throws IOException {
        try (TemporaryFile file = write(target, content)) {
            file.moveTo(target);
        }
    }

    /** Writes a new file that will become {@code target}. Its rights are those of any new file. */
    static TemporaryFile write(Path target, Content content) throws IOException {
        for (int attempt = 0; ; attempt++) {
            Path path = target.resolveSibling("." + target.getFileName() + ".tmp" + attempt);
            OutputStream file;
            try {
                file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException taken) {
                // By somebody who saves at the same time, or by one who was killed while saving.
                continue;
            }
            TemporaryFile temporary = new TemporaryFile(path);
            boolean complete = false;
            try (OutputStream out = new BufferedOutputStream(file, BUFFER)) {
                content.writeTo(out);
                complete = true;
            } finally {
                if (!complete) {
                    temporary.close();
                }
            }
            return temporary;
        }
    }

    Path path() {
        return path;
    }

    void moveTo(Path target) throws IOException {
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
