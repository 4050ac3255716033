package org.onnxnet.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file in mapped memory. One mapping holds at most 2 GiB, so a longer file is seen through several windows, each
 * mapped when it is first touched.
 */
final class MappedInput implements Input {
    private static final int WINDOW_BITS = 30;

    private final FileChannel channel;
    private final long size;
    private final int windowBits;
    private final @Nullable MappedByteBuffer[] windows;

    MappedInput(FileChannel channel, long size) {
        this(channel, size, WINDOW_BITS);
    }

    /** With windows of {@code 1 << windowBits} bytes. */
    MappedInput(FileChannel channel, long size, int windowBits) {
        this.channel = channel;
        this.size = size;
        this.windowBits = windowBits;
        this.windows = new MappedByteBuffer[Math.toIntExact((size >>> windowBits) + 1)];
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte at(long position) {
        return window(position).get(offset(position));
    }

    @Override
    public byte[] copy(long position, int length) {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            long from = position + done;
            MappedByteBuffer window = window(from);
            int part = Math.min(length - done, window.capacity() - offset(from));
            window.get(offset(from), bytes, done, part);
            done += part;
        }
        return bytes;
    }

    private int offset(long position) {
        return (int) (position & ((1L << windowBits) - 1));
    }

    private MappedByteBuffer window(long position) {
        int index = (int) (position >>> windowBits);
        MappedByteBuffer window = windows[index];
        if (window == null) {
            window = map(index);
            windows[index] = window;
        }
        return window;
    }

    private MappedByteBuffer map(int index) {
        long start = (long) index << windowBits;
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(1L << windowBits, size - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
