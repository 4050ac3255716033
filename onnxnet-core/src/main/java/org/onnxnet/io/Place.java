package org.onnxnet.io;

/** Names of places in a model, for errors. */
final class Place {
    private static final int MAX_NAME = 100;
    private static final int MAX_SENTENCE = 1000;

    private Place() {}

    /** {@code node[12] 'conv'}, without the name where there is none. */
    static String of(String list, int index, String name) {
        return of(list + "[" + index + "]", name);
    }

    /** {@code attribute 'value'}, without the name where there is none. */
    static String of(String field, String name) {
        return name.isEmpty() ? field : field + " '" + printable(name) + "'";
    }

    /** A text from a file, fit for one line. */
    static String printable(String text) {
        return printable(text, MAX_NAME);
    }

    /** A message that may quote long lists from a file, fit for one line. */
    static String sentence(String text) {
        return printable(text, MAX_SENTENCE);
    }

    private static String printable(String text, int length) {
        String start = text.length() <= length ? text : text.substring(0, length) + "...";
        return start.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }
}
