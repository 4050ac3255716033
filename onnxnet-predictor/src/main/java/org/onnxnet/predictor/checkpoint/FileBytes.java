package org.onnxnet.predictor.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Any part of a file, read when it is asked for. Inside a jar no part can be reached without unpacking all before it, so of such a
 * file the whole is kept in memory. Safe to share between threads.
 */
final class FileBytes {
    private final Path file;
    private final long size;
    private final @Nullable ByteBuffer content;

    private FileBytes(Path file, long size, @Nullable ByteBuffer content) {
        this.file = file;
        this.size = size;
        this.content = content;
    }

    static FileBytes of(Path file) throws IOException {
        if (file.getFileSystem() == FileSystems.getDefault()) {
            return new FileBytes(file, Files.size(file), null);
        }
        byte[] content = Files.readAllBytes(file);
        return new FileBytes(file, content.length, ByteBuffer.wrap(content));
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    /** Fills the little-endian buffer from a place in the file. */
    void read(long offset, ByteBuffer buffer) throws IOException {
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        if (content == null) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                read(channel, offset, buffer);
            }
        } else if (buffer.remaining() <= size - offset) {
            buffer.put(content.duplicate().position((int) offset).limit((int) offset + buffer.remaining()));
        } else {
            throw cutOff(size, offset + buffer.remaining() - size);
        }
        buffer.flip();
    }

    private void read(FileChannel channel, long offset, ByteBuffer buffer) throws IOException {
        long position = offset;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, position);
            if (count < 0) {
                throw cutOff(position, buffer.remaining());
            }
            position += count;
        }
    }

    private InvalidCheckpointException cutOff(long end, long more) {
        return new InvalidCheckpointException(
                file + ": ends at byte " + end + ", wanted " + more + " more; the file is cut off: copy it again");
    }
}
