package org.onnxnet.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * Bytes that are fetched when asked for: in memory, in a region of a file, in an external data file, or computed.
 * Implementations are immutable and safe to share between threads; a file behind a source is opened for each call.
 */
public interface ByteSource {
    /** The number of bytes. */
    long size();

    /**
     * Fetches {@code length} bytes from {@code offset}.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the source
     * @throws OnnxNetException if the bytes cannot be had, for example because the file has changed since it was loaded
     */
    Bytes read(long offset, int length);

    /** Writes all bytes in order, without holding more than a buffer of them in memory where that is possible. */
    void writeTo(OutputStream out) throws IOException;

    /** A source of known size whose content is computed at each use, such as a weight folded from others. */
    static ByteSource computed(long size, Supplier<Bytes> content) {
        return new ComputedBytes(size, content);
    }
}
