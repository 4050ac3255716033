package org.onnxnet.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** An immutable sequence of bytes, equal by content. */
public final class Bytes implements ByteSource {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** Copies the array. */
    public static Bytes copyOf(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array.clone());
    }

    /** Takes the array over without a copy; the caller must not write to it again. */
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array);
    }

    /** The UTF-8 form of a text. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long size() {
        return array.length;
    }

    public boolean isEmpty() {
        return array.length == 0;
    }

    public byte[] toArray() {
        return array.clone();
    }

    /** A read-only view, big-endian as a new buffer is, positioned at 0. */
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    /** Decodes UTF-8; malformed sequences become U+FFFD. */
    public String toUtf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    @Override
    public Bytes read(long offset, int length) {
        int from = Math.toIntExact(Objects.checkFromIndexSize(offset, length, (long) array.length));
        return length == array.length ? this : wrap(Arrays.copyOfRange(array, from, from + length));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return "Bytes[" + array.length + "]";
    }
}
