package org.onnxnet.bench.label;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.onnxnet.bench.BenchException;

/**
 * Walks over the fields of one protobuf message, for messages too small to generate classes for. Each field must be asked for
 * its value, or skipped, before the next.
 */
final class ProtoFields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int tag;

    ProtoFields(ByteBuffer in) {
        this.in = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field; false at the end of the message. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        tag = (int) varint();
        return true;
    }

    int number() {
        return tag >>> 3;
    }

    long asLong() {
        require(VARINT);
        return varint();
    }

    double asDouble() {
        require(FIXED64);
        try {
            return in.getDouble();
        } catch (BufferUnderflowException e) {
            throw cutOff();
        }
    }

    ProtoFields asMessage() {
        require(BYTES);
        return new ProtoFields(take(varint()));
    }

    void skip() {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> take(8);
            case BYTES -> take(varint());
            case FIXED32 -> take(4);
            default ->
                throw new BenchException("a protobuf field has wire type " + (tag & 7) + ", wanted 0, 1, 2 or 5");
        }
    }

    private void require(int wireType) {
        if ((tag & 7) != wireType) {
            throw new BenchException(
                    "protobuf field " + number() + " has wire type " + (tag & 7) + ", wanted " + wireType);
        }
    }

    private ByteBuffer take(long length) {
        if (length < 0 || length > in.remaining()) {
            throw cutOff();
        }
        ByteBuffer part = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return part;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw cutOff();
            }
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BenchException("a protobuf number is longer than 10 bytes");
    }

    private static BenchException cutOff() {
        return new BenchException("a protobuf message ends inside a field");
    }
}
