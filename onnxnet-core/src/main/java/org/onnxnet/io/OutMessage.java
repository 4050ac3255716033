package org.onnxnet.io;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.OnnxNetException;

/**
 * A message that is being put together for writing. Its size is known before anything is written, which the format
 * needs; the data of tensors is only fetched, piece by piece, when the message is written. Sizes are 64 bits wide.
 */
final class OutMessage {
    /** Up to so many bytes go through the encoder's buffer rather than past it. */
    private static final int SMALL = 1024;

    /** The bytes that the encoder gathers before it passes them on; most messages are much smaller. */
    private static final int MAX_BUFFER = 4096;

    private final List<Part> parts = new ArrayList<>();
    private long size;

    private interface Part {
        void writeTo(CodedOutputStream out, OutputStream sink) throws IOException;
    }

    /** The encoded size in bytes. */
    long size() {
        return size;
    }

    OutMessage varint(int field, long value) {
        return add(CodedOutputStream.computeUInt64Size(field, value), (out, sink) -> out.writeUInt64(field, value));
    }

    /** Leaves the field out where it has its default value. */
    OutMessage varintUnlessZero(int field, long value) {
        return value == 0 ? this : varint(field, value);
    }

    OutMessage float32(int field, float value) {
        int bits = Float.floatToRawIntBits(value);
        return add(CodedOutputStream.computeFixed32Size(field, bits), (out, sink) -> out.writeFixed32(field, bits));
    }

    OutMessage bytes(int field, Bytes value) {
        return payload(field, value);
    }

    OutMessage text(int field, String value) {
        return bytes(field, Bytes.wrap(Utf8.encode(value)));
    }

    /** Leaves the field out where it has its default value. */
    OutMessage textUnlessEmpty(int field, String value) {
        return value.isEmpty() ? this : text(field, value);
    }

    OutMessage texts(int field, List<String> values) {
        values.forEach(value -> text(field, value));
        return this;
    }

    OutMessage message(int field, OutMessage value) {
        header(field, value.size);
        return add(value.size, value::writeTo);
    }

    /** Leaves the field out where the message says nothing. */
    OutMessage messageUnlessEmpty(int field, OutMessage value) {
        return value.size == 0 ? this : message(field, value);
    }

    /** A length-delimited field whose content is fetched when it is written. */
    OutMessage payload(int field, ByteSource content) {
        header(field, content.size());
        return add(content.size(), (out, sink) -> copy(content, out, sink));
    }

    /** Fields that are already encoded. */
    OutMessage raw(Bytes fields) {
        return fields.isEmpty() ? this : add(fields.size(), (out, sink) -> copy(fields, out, sink));
    }

    void writeTo(OutputStream sink) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(sink, (int) Math.min(size, MAX_BUFFER));
        writeTo(out, sink);
        out.flush();
    }

    byte[] toByteArray() {
        if (size > Integer.MAX_VALUE - 8) {
            throw new OnnxNetException("the model has " + size + " bytes, too many for an array; save it to a file");
        }
        ArrayStream out = new ArrayStream((int) size);
        try {
            writeTo(out);
        } catch (IOException e) {
            throw new OnnxNetException("cannot read tensor data: " + e.getMessage(), e);
        }
        return out.array;
    }

    Bytes toBytes() {
        return Bytes.wrap(toByteArray());
    }

    private void writeTo(CodedOutputStream out, OutputStream sink) throws IOException {
        for (Part part : parts) {
            part.writeTo(out, sink);
        }
    }

    private void header(int field, long length) {
        int bytes = CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(length);
        add(bytes, (out, sink) -> {
            out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt64NoTag(length);
        });
    }

    private OutMessage add(long partSize, Part part) {
        size = Math.addExact(size, partSize);
        parts.add(part);
        return this;
    }

    private static void copy(ByteSource content, CodedOutputStream out, OutputStream sink) throws IOException {
        if (content instanceof Bytes inMemory && content.size() <= SMALL) {
            out.writeRawBytes(inMemory.toArray());
            return;
        }
        out.flush();
        copyAll(content, sink);
    }

    /** Writes a source, and makes sure that it has as many bytes as it says. */
    static void copyAll(ByteSource content, OutputStream sink) throws IOException {
        CountingStream counter = new CountingStream(sink);
        content.writeTo(counter);
        if (counter.count != content.size()) {
            throw new OnnxNetException("tensor data has " + counter.count + " bytes, wanted " + content.size()
                    + " as it said; the file would be damaged");
        }
    }

    private static final class CountingStream extends FilterOutputStream {
        private long count;

        CountingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }

    /** An array that is filled from the front; its size is known, so nothing is copied twice. */
    private static final class ArrayStream extends OutputStream {
        private final byte[] array;
        private int filled;

        ArrayStream(int size) {
            this.array = new byte[size];
        }

        @Override
        public void write(int b) {
            array[filled++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            System.arraycopy(bytes, offset, array, filled, length);
            filled += length;
        }
    }
}
