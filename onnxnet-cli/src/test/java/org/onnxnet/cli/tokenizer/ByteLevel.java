package org.onnxnet.cli.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** A visible character for every byte, as GPT-2 has them: itself where it is visible, else the next one from U+0100 on. */
final class ByteLevel {
    private static final int BYTES = 256;
    private static final List<String> ALPHABET = letters();

    private ByteLevel() {}

    /** The characters in the order of their bytes. */
    static List<String> alphabet() {
        return ALPHABET;
    }

    /** The characters that stand for the bytes of a text in UTF-8. */
    static String spelled(String text) {
        StringBuilder letters = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            letters.append(ALPHABET.get(one & 0xFF));
        }
        return letters.toString();
    }

    private static List<String> letters() {
        int[] next = {BYTES};
        return IntStream.range(0, BYTES)
                .mapToObj(value -> Character.toString(isVisible(value) ? value : next[0]++))
                .toList();
    }

    private static boolean isVisible(int value) {
        return (value >= '!' && value <= '~') || (value >= '¡' && value <= 'ÿ' && value != '\u00AD');
    }
}
