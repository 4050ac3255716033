package org.onnxnet.io;

import com.google.protobuf.WireFormat;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.onnxnet.graph.Bytes;

/**
 * A cursor over the fields of one message. {@link #next()} steps to a field; one of the other methods then takes its
 * value and leaves the cursor behind it. Every length is checked before anything is allocated for it.
 *
 * <p>The format: <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers encoding</a>.
 */
final class WireReader {
    /** How deep graphs, calls of functions, types and groups may nest. */
    static final int MAX_DEPTH = 100;

    private final Input input;
    private final boolean isPartOfModel;
    private final long end;
    private long position;
    private long fieldStart;
    private int field;
    private int wireType;

    /** Bytes {@code start} to {@code start + length - 1} of the input. */
    record Range(long start, long length) {}

    private WireReader(Input input, boolean isPartOfModel, long start, long end) {
        this.input = input;
        this.isPartOfModel = isPartOfModel;
        this.position = start;
        this.fieldStart = start;
        this.end = end;
    }

    /** A cursor over a whole model. */
    static WireReader over(Input model) {
        return new WireReader(model, true, 0, model.size());
    }

    /** A cursor over a message on its own; its errors name no position, which would not be one of the model. */
    static WireReader over(Bytes message) {
        return new WireReader(new ArrayInput(message.toArray()), false, 0, message.size());
    }

    /** A second cursor at the same place. */
    WireReader copy() {
        return new WireReader(input, isPartOfModel, position, end);
    }

    /** Steps to the next field; false at the end of the message. */
    boolean next() {
        if (position >= end) {
            return false;
        }
        fieldStart = position;
        long tag = readVarint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (tag >>> 32 != 0 || field == 0 || wireType > WireFormat.WIRETYPE_FIXED32) {
            throw malformed("found no valid field tag");
        }
        return true;
    }

    /** The number of the current field. */
    int field() {
        return field;
    }

    boolean isLengthDelimited() {
        return wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    long varint() {
        require(WireFormat.WIRETYPE_VARINT);
        return readVarint();
    }

    /** A 32-bit integer; longer ones are cut, as protobuf does. */
    int int32() {
        return (int) varint();
    }

    float float32() {
        require(WireFormat.WIRETYPE_FIXED32);
        return Float.intBitsToFloat((int) readFixed(4));
    }

    /** A nested message; this cursor is then behind it. */
    WireReader message() {
        Range range = payload();
        return new WireReader(input, isPartOfModel, range.start, range.start + range.length);
    }

    Bytes bytes() {
        return bytes(payload());
    }

    String string() {
        Range range = payload();
        return range.length == 0 ? "" : Utf8.decode(copy(range));
    }

    /** Steps over a length-delimited value. */
    Range payload() {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return readPayload();
    }

    /** Takes one integer, or all of a packed field. */
    void varints(LongConsumer to) {
        if (isLengthDelimited()) {
            WireReader packed = message();
            while (packed.position < packed.end) {
                to.accept(packed.readVarint());
            }
        } else {
            to.accept(varint());
        }
    }

    /** Takes the bits of one float, or of all of a packed field. */
    void floats(IntConsumer bitsTo) {
        if (isLengthDelimited()) {
            WireReader packed = message();
            while (packed.position < packed.end) {
                bitsTo.accept((int) packed.readFixed(4));
            }
        } else {
            bitsTo.accept(Float.floatToRawIntBits(float32()));
        }
    }

    /**
     * Steps over the value of a repeated number field: a packed run of any length, or one number.
     *
     * @param elementType the wire type of one number
     */
    Range numbers(int elementType) {
        if (isLengthDelimited()) {
            return payload();
        }
        require(elementType);
        long start = position;
        skip();
        return new Range(start, position - start);
    }

    /** Steps over the current field, whatever it is. */
    void skip() {
        switch (wireType) {
            case WireFormat.WIRETYPE_VARINT -> readVarint();
            case WireFormat.WIRETYPE_FIXED64 -> advance(8);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> readPayload();
            case WireFormat.WIRETYPE_START_GROUP -> skipGroup();
            case WireFormat.WIRETYPE_FIXED32 -> advance(4);
            default -> throw malformed("found the end of a group that was not begun");
        }
    }

    /** The current field with its tag, after its value has been taken or stepped over. */
    Bytes rawField() {
        return bytes(new Range(fieldStart, position - fieldStart));
    }

    /** What lies between the cursor and the end of the message. */
    Bytes rest() {
        return bytes(new Range(position, end - position));
    }

    /** Copies a range of the input. */
    Bytes bytes(Range range) {
        return Bytes.wrap(copy(range));
    }

    MalformedException malformed(String message) {
        return new MalformedException(message, isPartOfModel ? fieldStart : -1);
    }

    private byte[] copy(Range range) {
        if (range.length > Integer.MAX_VALUE - 8) {
            throw malformed("field " + field + " has " + range.length
                    + " bytes, wanted less than 2 GiB in one field that is" + " not tensor data");
        }
        return input.copy(range.start, (int) range.length);
    }

    private void require(int wanted) {
        if (wireType != wanted) {
            throw malformed("field " + field + " has wire type " + name(wireType) + ", wanted " + name(wanted));
        }
    }

    private static String name(int wireType) {
        return switch (wireType) {
            case WireFormat.WIRETYPE_VARINT -> "varint";
            case WireFormat.WIRETYPE_FIXED64 -> "fixed64";
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> "length-delimited";
            case WireFormat.WIRETYPE_FIXED32 -> "fixed32";
            default -> "group";
        };
    }

    private Range readPayload() {
        long length = readVarint();
        if (length < 0 || length > end - position) {
            throw malformed("field " + field + " says it has " + Long.toUnsignedString(length) + " bytes, but "
                    + (end - position) + " are left; it is cut off or damaged");
        }
        Range range = new Range(position, length);
        position += length;
        return range;
    }

    private long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                throw malformed("it ends in the middle of a number; it is cut off or damaged");
            }
            byte b = input.at(position++);
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw malformed("found a number of more than 10 bytes");
    }

    /** A little-endian number of {@code bytes} bytes. */
    private long readFixed(int bytes) {
        long start = position;
        advance(bytes);
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | (input.at(start + i) & 0xFF);
        }
        return value;
    }

    private void advance(int bytes) {
        if (bytes > end - position) {
            throw malformed("field " + field + " needs " + bytes + " bytes, but " + (end - position)
                    + " are left; it is cut off or damaged");
        }
        position += bytes;
    }

    /** Groups are not part of ONNX, but an unknown field may be one. Without recursion: they may nest. */
    private void skipGroup() {
        long start = fieldStart;
        int[] open = new int[MAX_DEPTH];
        int depth = 0;
        open[depth++] = field;
        while (depth > 0) {
            if (!next()) {
                throw malformed("a group is not ended; it is cut off or damaged");
            }
            if (wireType == WireFormat.WIRETYPE_START_GROUP) {
                if (depth == MAX_DEPTH) {
                    throw malformed("groups nest deeper than " + MAX_DEPTH);
                }
                open[depth++] = field;
            } else if (wireType == WireFormat.WIRETYPE_END_GROUP) {
                if (open[--depth] != field) {
                    throw malformed("found the end of group " + field + ", wanted that of group " + open[depth]);
                }
            } else {
                skip();
            }
        }
        fieldStart = start;
        field = open[0];
        wireType = WireFormat.WIRETYPE_START_GROUP;
    }
}
