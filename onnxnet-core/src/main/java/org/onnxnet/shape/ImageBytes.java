package org.onnxnet.shape;

import java.nio.charset.StandardCharsets;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;

/** The bytes of an image file, fetched in small blocks; what lies beyond the end reads as -1, which no header has. */
final class ImageBytes {
    private static final int BLOCK = 512;

    private final ByteSource source;
    private byte[] block = {};
    private long blockStart;

    ImageBytes(ByteSource source) {
        this.source = source;
    }

    long size() {
        return source.size();
    }

    /** The byte at an offset, 0 to 255, or -1. */
    int at(long offset) {
        if (offset < 0 || offset >= size()) {
            return -1;
        }
        if (offset < blockStart || offset >= blockStart + block.length) {
            Bytes read = source.read(offset, (int) Math.min(BLOCK, size() - offset));
            block = read.toArray();
            blockStart = offset;
        }
        return block[(int) (offset - blockStart)] & 0xFF;
    }

    /** The unsigned number of {@code width} bytes, at most 4, or -1. */
    long number(long offset, int width, boolean littleEndian) {
        long number = 0;
        for (int i = 0; i < width; i++) {
            int next = at(littleEndian ? offset + width - 1 - i : offset + i);
            if (next < 0) {
                return -1;
            }
            number = number << 8 | next;
        }
        return number;
    }

    long big(long offset, int width) {
        return number(offset, width, false);
    }

    long little(long offset, int width) {
        return number(offset, width, true);
    }

    /** Whether these characters, each a byte, stand at an offset. */
    boolean has(long offset, String latin1) {
        byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (at(offset + i) != (wanted[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
