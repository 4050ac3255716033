package org.onnxnet.bench.label;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;

/**
 * Reads a file of <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecords</a>: for each record its length
 * (64 bits, little-endian), the masked CRC-32C of the length, the bytes and the masked CRC-32C of the bytes.
 */
final class TfRecords {
    /** Far more than a record of a benchmark; a wrong length must not take all memory. */
    private static final long MAX_LENGTH = 1 << 26;

    private final DataInputStream in;
    private final String place;
    private long offset;

    /** @param place what errors call the file */
    TfRecords(InputStream in, String place) {
        this.in = new DataInputStream(in);
        this.place = place;
    }

    /** The next record; null at the end of the file. */
    byte @Nullable [] next() throws IOException {
        byte[] length = in.readNBytes(8);
        if (length.length == 0) {
            return null;
        }
        check(length, 8, "length");
        long count = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (count < 0 || count > MAX_LENGTH) {
            throw error("a record of " + Long.toUnsignedString(count) + " bytes, wanted at most " + MAX_LENGTH);
        }
        byte[] data = in.readNBytes((int) count);
        check(data, (int) count, "data");
        offset += count + 16;
        return data;
    }

    private void check(byte[] bytes, int wanted, String what) throws IOException {
        if (bytes.length < wanted) {
            throw error("the file ends inside the " + what + " of a record: " + bytes.length + " of " + wanted
                    + " bytes; it was cut off");
        }
        int stored;
        try {
            stored = Integer.reverseBytes(in.readInt());
        } catch (EOFException e) {
            throw error("the file ends inside a checksum; it was cut off");
        }
        if (stored != maskedCrc(bytes)) {
            throw error("the checksum of the " + what + " is " + Integer.toHexString(stored) + ", but the bytes give "
                    + Integer.toHexString(maskedCrc(bytes)) + ": the file is damaged or no TFRecord file");
        }
    }

    static int maskedCrc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xA282EAD8;
    }

    BenchException error(String message) {
        return new BenchException(place + " at byte " + offset + ": " + message);
    }
}
