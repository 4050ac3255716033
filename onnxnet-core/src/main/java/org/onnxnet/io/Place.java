package org.onnxnet.io;

/** Names of places in a model, for errors. */
final class Place {
    private static final int MAX_NAME = 100;

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
        String start = text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME) + "...";
        return start.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }
}
