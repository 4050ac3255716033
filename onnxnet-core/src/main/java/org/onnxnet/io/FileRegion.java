package org.onnxnet.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.OnnxNetException;

/**
 * A part of a file, read when asked for. The file is opened for each call, so that nothing has to be closed, and must
 * still be the one that was loaded.
 *
 * @param stamp the state of the file at load
 * @param start the first byte of the region
 * @param size the number of bytes of the region
 */
record FileRegion(Path file, FileStamp stamp, long start, long size) implements ByteSource {
    private static final int BUFFER = 1 << 18;

    @Override
    @SuppressWarnings("ArgumentSelectionDefectChecker") // our size is the length that the check means
    public Bytes read(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, size);
        byte[] bytes = new byte[length];
        try (FileChannel channel = open()) {
            readFully(channel, ByteBuffer.wrap(bytes), start + offset);
        } catch (IOException e) {
            throw new OnnxNetException("cannot read tensor data from " + file + ": " + e.getMessage(), e);
        }
        return Bytes.wrap(bytes);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, size)];
        try (FileChannel channel = open()) {
            for (long done = 0; done < size; ) {
                int part = (int) Math.min(buffer.length, size - done);
                readFully(channel, ByteBuffer.wrap(buffer, 0, part), start + done);
                out.write(buffer, 0, part);
                done += part;
            }
            // It may have been changed while it was being copied.
            requireUnchanged();
        }
    }

    private FileChannel open() throws IOException {
        requireUnchanged();
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private void requireUnchanged() throws IOException {
        if (!FileStamp.of(file).equals(stamp)) {
            throw changed();
        }
    }

    private void readFully(FileChannel channel, ByteBuffer to, long position) throws IOException {
        long at = position;
        while (to.hasRemaining()) {
            int read = channel.read(to, at);
            if (read < 0) {
                throw changed();
            }
            at += read;
        }
    }

    private OnnxNetException changed() {
        return new OnnxNetException(file + " has changed since the model was loaded, wanted " + stamp.size()
                + " bytes last modified " + stamp.modified() + "; load the model again");
    }
}
