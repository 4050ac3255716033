package org.onnxnet.encoder.fold;

/**
 * About how many tokens a byte-pair tokenizer of English and code makes of a text: one for up to six letters, one for up to
 * three digits, one for any other character but a space, which such tokenizers join to the word behind it. Depends on nothing
 * but the text.
 */
public final class TokenEstimate {
    private static final int LETTERS = 6;
    private static final int DIGITS = 3;

    private TokenEstimate() {}

    /** The estimate for a text. */
    public static int of(CharSequence text) {
        int tokens = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (isLetter(c)) {
                while (end < text.length() && isLetter(text.charAt(end))) {
                    end++;
                }
                tokens += (end - at + LETTERS - 1) / LETTERS;
            } else if (isDigit(c)) {
                while (end < text.length() && isDigit(text.charAt(end))) {
                    end++;
                }
                tokens += (end - at + DIGITS - 1) / DIGITS;
            } else if (c != ' ') {
                tokens++;
            }
            at = end;
        }
        return tokens;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
