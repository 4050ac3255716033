package org.onnxnet.io;

/** Names of places in a model, for errors. */
final class Place {
    private Place() {}

    /** {@code node[12] 'conv'}, without the name where there is none. */
    static String of(String list, int index, String name) {
        return of(list + "[" + index + "]", name);
    }

    /** {@code attribute 'value'}, without the name where there is none. */
    static String of(String field, String name) {
        return name.isEmpty() ? field : field + " '" + name + "'";
    }
}
