package org.onnxnet.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Texts of the file format. A byte that is not part of valid UTF-8 becomes a lone surrogate, U+DC00 plus the byte, and
 * is written back as that byte; so no name changes on a round trip and different names stay different.
 */
final class Utf8 {
    private static final int ESCAPE = 0xDC00;

    private Utf8() {}

    static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : decodeStrictly(bytes);
    }

    static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            // One half of a pair may look like an escape too; the slow way tells them apart.
            if (isEscape(text.charAt(i))) {
                return encodeEscapes(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(char c) {
        return c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF;
    }

    private static String decodeStrictly(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(sequenceLength(bytes[at]), bytes.length - at);
            try {
                text.append(decoder.decode(ByteBuffer.wrap(bytes, at, length)));
                at += length;
            } catch (CharacterCodingException malformed) {
                // Not lost: the byte becomes a character of its own.
                text.append((char) (ESCAPE + (bytes[at] & 0xFF)));
                at++;
            }
        }
        return text.toString();
    }

    private static int sequenceLength(byte first) {
        int b = first & 0xFF;
        return b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    }

    private static byte[] encodeEscapes(String text) {
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(text.length(), 3));
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (codePoint < 0x10000 && isEscape((char) codePoint)) {
                out.put((byte) codePoint);
            } else {
                out.put(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
            at += Character.charCount(codePoint);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
