package org.onnxnet.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks {@code .tar.xz} files into the build folder. */
final class Archive {
    private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

    private Archive() {}

    /** The folder with the content of an archive; unpacked on the first call for a state (size and time) of the file. */
    static Path unpacked(Path archive) {
        return UNPACKED.computeIfAbsent(archive.toAbsolutePath(), file -> {
            try {
                return unpack(file, Path.of("target", "shared-data").toAbsolutePath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Path unpack(Path archive, Path parent) throws IOException {
        String name = archive.getFileName() + "-" + Files.size(archive) + "-"
                + Files.getLastModifiedTime(archive).toMillis();
        Path folder = parent.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(parent);
        // The folder appears complete or not at all, whatever stops the run.
        Path temporary = Files.createTempDirectory(parent, "unpacking-");
        extract(archive, temporary);
        try {
            Files.move(temporary, folder);
        } catch (IOException e) {
            delete(temporary);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        return folder;
    }

    private static void extract(Path archive, Path folder) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(archive + " holds " + entry.getName() + ", which lies outside of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isFile()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
