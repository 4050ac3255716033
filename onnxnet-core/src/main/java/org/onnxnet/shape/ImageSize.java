package org.onnxnet.shape;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ByteSource;

/**
 * The extents of an encoded image, from the header of its file: BMP, JPEG, JPEG 2000, PNG, PNM, TIFF and WebP, the formats
 * of <a href="https://onnx.ai/onnx/operators/onnx__ImageDecoder.html">ImageDecoder</a>. Takes bounded time on any bytes.
 */
record ImageSize(long height, long width) {
    private static final int MAX_PARTS = 4096;
    private static final int MAX_TEXT = 65536;

    /** Orientations from here on lie on their side; decoders differ in whether they turn such an image. */
    private static final int FIRST_TURNED = 5;

    /** The size of an image; null where the bytes are none of a known format, or damaged. */
    static @Nullable ImageSize of(ByteSource source) {
        ImageBytes bytes = new ImageBytes(source);
        ImageSize size = read(bytes);
        return size == null || size.height <= 0 || size.width <= 0 ? null : size;
    }

    private static @Nullable ImageSize read(ImageBytes bytes) {
        if (bytes.has(0, "\u0089PNG\r\n\u001a\n") && bytes.has(12, "IHDR")) {
            return new ImageSize(bytes.big(20, 4), bytes.big(16, 4));
        }
        if (bytes.has(0, "\u00ff\u00d8")) {
            return jpeg(bytes);
        }
        if (bytes.has(0, "BM")) {
            return bitmap(bytes);
        }
        if (bytes.has(0, "II*\0") || bytes.has(0, "MM\0*")) {
            return tiff(bytes, bytes.has(0, "II"));
        }
        if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
            return webp(bytes);
        }
        if (bytes.has(4, "jP  \r\n\u0087\n")) {
            return jpeg2000(bytes, 0, bytes.size());
        }
        if (bytes.has(0, "\u00ffO\u00ffQ")) {
            return new ImageSize(bytes.big(12, 4) - bytes.big(20, 4), bytes.big(8, 4) - bytes.big(16, 4));
        }
        return bytes.at(0) == 'P' && bytes.at(1) >= '1' && bytes.at(1) <= '6' ? netpbm(bytes) : null;
    }

    /** Segments up to the frame header, whose markers are C0 to CF but for three that mean something else. */
    private static @Nullable ImageSize jpeg(ImageBytes bytes) {
        long at = 2;
        for (int segment = 0; segment < MAX_PARTS && bytes.at(at) == 0xFF; segment++) {
            int marker = bytes.at(at + 1);
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return new ImageSize(bytes.big(at + 5, 2), bytes.big(at + 7, 2));
            }
            boolean padding = marker == 0xFF;
            boolean bare = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
            long length = bytes.big(at + 2, 2);
            if (marker == 0xD9 || marker == 0xDA || (!padding && !bare && length < 2)) {
                return null;
            }
            at += padding ? 1 : bare ? 2 : 2 + length;
        }
        return null;
    }

    private static @Nullable ImageSize bitmap(ImageBytes bytes) {
        long header = bytes.little(14, 4);
        if (header == 12) {
            return new ImageSize(bytes.little(20, 2), bytes.little(18, 2));
        }
        // A negative height says that the rows run from top to bottom.
        return header < 16 || bytes.little(22, 4) < 0
                ? null
                : new ImageSize(Math.abs((long) (int) bytes.little(22, 4)), (int) bytes.little(18, 4));
    }

    private static @Nullable ImageSize tiff(ImageBytes bytes, boolean little) {
        long directory = bytes.number(4, 4, little);
        long entries = Math.min(bytes.number(directory, 2, little), MAX_PARTS);
        long width = 0;
        long height = 0;
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            boolean isShort = bytes.number(entry + 2, 2, little) == 3;
            long value = bytes.number(entry + 8, isShort ? 2 : 4, little);
            switch ((int) bytes.number(entry, 2, little)) {
                case 256 -> width = value;
                case 257 -> height = value;
                case 274 -> {
                    if (value >= FIRST_TURNED) {
                        return null;
                    }
                }
                default -> {}
            }
        }
        return new ImageSize(height, width);
    }

    private static @Nullable ImageSize webp(ImageBytes bytes) {
        if (bytes.has(12, "VP8 ") && bytes.has(23, "\u009d\u0001*")) {
            return new ImageSize(bytes.little(28, 2) & 0x3FFF, bytes.little(26, 2) & 0x3FFF);
        }
        if (bytes.has(12, "VP8L") && bytes.at(20) == 0x2F && bytes.little(21, 4) >= 0) {
            long bits = bytes.little(21, 4);
            return new ImageSize((bits >> 14 & 0x3FFF) + 1, (bits & 0x3FFF) + 1);
        }
        return bytes.has(12, "VP8X") ? new ImageSize(bytes.little(27, 3) + 1, bytes.little(24, 3) + 1) : null;
    }

    /** Boxes from an offset on: the image header lies in the box of headers. */
    private static @Nullable ImageSize jpeg2000(ImageBytes bytes, long from, long to) {
        long at = from;
        for (int box = 0; box < MAX_PARTS && at + 8 <= to; box++) {
            if (bytes.has(at + 4, "ihdr")) {
                return new ImageSize(bytes.big(at + 8, 4), bytes.big(at + 12, 4));
            }
            long length = bytes.big(at, 4);
            if (bytes.has(at + 4, "jp2h")) {
                at += 8;
            } else if (length >= 8) {
                at += length;
            } else {
                return null;
            }
        }
        return null;
    }

    /** The two numbers after the magic one, between white space and comments. */
    private static @Nullable ImageSize netpbm(ImageBytes bytes) {
        long[] numbers = new long[2];
        long at = 2;
        for (int i = 0; i < 2; i++) {
            boolean comment = false;
            while (at < MAX_TEXT && (comment || bytes.at(at) == '#' || isSpace(bytes.at(at)))) {
                comment = bytes.at(at) == '#' || (comment && bytes.at(at) != '\n' && bytes.at(at) >= 0);
                at++;
            }
            for (int digits = 0; digits < 9 && bytes.at(at) >= '0' && bytes.at(at) <= '9'; digits++) {
                numbers[i] = 10 * numbers[i] + bytes.at(at) - '0';
                at++;
            }
            if (!isSpace(bytes.at(at))) {
                return null;
            }
        }
        return new ImageSize(numbers[1], numbers[0]);
    }

    private static boolean isSpace(int character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
