package org.onnxnet.bench.pickle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;

/**
 * The object in a file of {@code torch.save}: in a ZIP archive, or, before PyTorch 1.6, behind three other pickles. Tensors in
 * it are {@link Opaque}.
 */
public final class TorchFile {
    /** The first object of an older file. */
    private static final String MAGIC = "119547037146038801333356";

    private TorchFile() {}

    /**
     * Reads the object.
     *
     * @throws IOException if the file cannot be read
     * @throws BenchException if it is no such file
     */
    public static @Nullable Object read(Path file) throws IOException {
        return isZip(file) ? readZip(file) : readOlder(file);
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }

    private static @Nullable Object readZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(e -> e.getName().endsWith("/data.pkl"))
                    .findFirst()
                    .orElseThrow(() -> new BenchException(file + " holds no data.pkl, wanted a file of torch.save"));
            try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
                return PickleReader.read(in, file.toString());
            }
        }
    }

    private static @Nullable Object readOlder(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            Object magic = PickleReader.read(in, file.toString());
            if (magic == null || !magic.toString().equals(MAGIC)) {
                throw new BenchException(file + " is no file of torch.save: found " + magic + ", wanted " + MAGIC);
            }
            PickleReader.read(in, file.toString());
            PickleReader.read(in, file.toString());
            return PickleReader.read(in, file.toString());
        }
    }
}
