package org.onnxnet.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.OnnxNetException;

/**
 * A part of an external data file. The file is looked for at each use, inside the folder only.
 *
 * @param folder the folder of the model
 * @param location as the model gives it, relative to the folder
 * @param offset the first byte
 * @param size the number of bytes, from the type and shape of the tensor
 * @param stamp the state of the file at load; null where it was not there yet
 */
record ExternalFile(
        Path folder,
        String location,
        long offset,
        long size,
        @Nullable FileStamp stamp) implements ByteSource {

    @Override
    public Bytes read(long from, int length) {
        return region().read(from, length);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        region().writeTo(out);
    }

    /** Whether the data lies in a file that exists, under whatever name. */
    boolean isIn(Path file) throws IOException {
        Path data = ExternalLocation.resolve(folder, location);
        return Files.exists(data) && Files.isSameFile(data, file);
    }

    private FileRegion region() {
        Path file = ExternalLocation.resolve(folder, location);
        if (!Files.isRegularFile(file)) {
            throw new OnnxNetException("external data file " + file + " is missing, wanted " + size
                    + " bytes of tensor data at offset " + offset + "; put it beside the model");
        }
        try {
            FileStamp now = FileStamp.of(file);
            requireInside(file, offset, size, now.size());
            return new FileRegion(file, stamp == null ? now : stamp, offset, size);
        } catch (IOException e) {
            throw new OnnxNetException("cannot read external data file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Fails where bytes {@code offset} to {@code offset + size} are not all inside a file of {@code fileSize} bytes. */
    static void requireInside(Path file, long offset, long size, long fileSize) {
        if (offset > fileSize || size > fileSize - offset) {
            throw new InvalidModelException("external data file " + file + " has " + fileSize + " bytes, wanted " + size
                    + " at offset " + offset + "; get a complete copy of it");
        }
    }
}
