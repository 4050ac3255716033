package org.onnxnet.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.OnnxNetException;

/** For a model in a file: small tensors are copied, larger ones stay in the file. */
final class FileStore implements TensorStore {
    /**
     * Tensors of up to so many bytes are read with the model: shapes, scalars and short vectors, which lie on pages that
     * are being read anyway.
     */
    static final int EAGER_BYTES = 1024;

    private final Path file;
    private final FileStamp stamp;
    private final Path folder;
    // One look per data file, however many tensors are in it. Empty: the file is not there.
    private final Map<String, Optional<FileStamp>> dataFiles = new HashMap<>();

    FileStore(Path file, FileStamp stamp) {
        this.file = file;
        this.stamp = stamp;
        Path parent = file.toAbsolutePath().getParent();
        this.folder = parent == null ? file.toAbsolutePath() : parent;
    }

    @Override
    public ByteSource inline(WireReader in, WireReader.Range range) {
        return range.length() <= EAGER_BYTES
                ? in.bytes(range)
                : new FileRegion(file, stamp, range.start(), range.length());
    }

    @Override
    public ByteSource external(String location, long offset, long size) {
        Optional<FileStamp> found = dataFiles.computeIfAbsent(location, this::look);
        found.ifPresent(state -> ExternalFile.requireInside(folder.resolve(location), offset, size, state.size()));
        return new ExternalFile(folder, location, offset, size, found.orElse(null));
    }

    private Optional<FileStamp> look(String location) {
        Path data = ExternalLocation.resolve(folder, location);
        if (!Files.exists(data)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(data)) {
            throw new InvalidModelException("external data location '" + location + "' is not a regular file");
        }
        try {
            return Optional.of(FileStamp.of(data));
        } catch (IOException e) {
            throw new OnnxNetException("cannot look at external data file " + data + ": " + e.getMessage(), e);
        }
    }
}
