package org.onnxnet.encoder.fold;

import java.util.regex.Pattern;

/** What definitions are called: {@code A} to {@code Z}, {@code A1} to {@code Z1}, and so on. */
public final class DefinitionNames {
    /** All names that a definition can have. */
    public static final Pattern PATTERN = Pattern.compile("[A-Z][0-9]*");

    private static final int LETTERS = 26;

    private DefinitionNames() {}

    static String name(int number) {
        char letter = (char) ('A' + number % LETTERS);
        return number < LETTERS ? String.valueOf(letter) : letter + Integer.toString(number / LETTERS);
    }
}
