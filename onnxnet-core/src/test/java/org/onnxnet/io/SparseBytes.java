package org.onnxnet.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;

/** Gigabytes of output of which only what is not {@link Zeros} takes room; can be read again, or be made a sparse file. */
final class SparseBytes extends OutputStream implements Input, TensorStore {
    private final TreeMap<Long, byte[]> chunks = new TreeMap<>();
    private long size;

    /** Tensor data without end. */
    record Zeros(long size) implements ByteSource {
        private static final byte[] BUFFER = new byte[1 << 20];

        @Override
        public Bytes read(long offset, int length) {
            Objects.checkFromIndexSize(offset, (long) length, size);
            return Bytes.wrap(new byte[length]);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            for (long left = size; left > 0; left -= BUFFER.length) {
                out.write(BUFFER, 0, (int) Math.min(left, BUFFER.length));
            }
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    @SuppressWarnings("ArrayEquals") // this very array
    public void write(byte[] bytes, int offset, int length) {
        if (bytes != Zeros.BUFFER) {
            chunks.put(size, Arrays.copyOfRange(bytes, offset, offset + length));
        }
        size += length;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte at(long position) {
        Map.Entry<Long, byte[]> chunk = chunks.floorEntry(position);
        long offset = chunk == null ? Long.MAX_VALUE : position - chunk.getKey();
        return chunk == null || offset >= chunk.getValue().length ? 0 : chunk.getValue()[(int) offset];
    }

    @Override
    public byte[] copy(long position, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(position + i);
        }
        return bytes;
    }

    @Override
    public ByteSource inline(WireReader in, WireReader.Range range) {
        return range.length() <= FileStore.EAGER_BYTES ? in.bytes(range) : new Zeros(range.length());
    }

    @Override
    public ByteSource external(String location, long offset, long bytes) {
        return new NowhereSource(location, bytes);
    }

    /** A file with holes. */
    void writeTo(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (Map.Entry<Long, byte[]> chunk : chunks.entrySet()) {
                channel.write(ByteBuffer.wrap(chunk.getValue()), chunk.getKey());
            }
        }
    }
}
