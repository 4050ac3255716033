package org.onnxnet.io;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What is wrong with a message and where. Each level of the reader adds its part of the path on the way out;
 * {@link OnnxReader} makes it the one line that callers see.
 */
final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Paths longer than this are cut in the middle, so that deep nesting still gives one readable line. */
    private static final int PATH_ENDS = 3;

    private final transient Deque<String> path = new ArrayDeque<>();
    private final long offset;

    /**
     * @param message what was found and what was wanted
     * @param offset the byte at which it was found; negative where no byte is to blame
     */
    MalformedException(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    MalformedException(String message) {
        this(message, -1);
    }

    /** The same error, one level further out. */
    MalformedException within(String element) {
        path.addFirst(element);
        return this;
    }

    /** {@code graph.node[12] 'conv'.attribute 'value' (byte 345)}; empty where nothing is known. */
    String place() {
        String where = String.join(".", shortPath());
        if (offset < 0) {
            return where;
        }
        return where.isEmpty() ? "byte " + offset : where + " (byte " + offset + ")";
    }

    private List<String> shortPath() {
        List<String> all = List.copyOf(path);
        if (all.size() <= 4 * PATH_ENDS) {
            return all;
        }
        Deque<String> ends = new ArrayDeque<>(all.subList(0, PATH_ENDS));
        ends.add("(" + (all.size() - 2 * PATH_ENDS) + " levels)");
        ends.addAll(all.subList(all.size() - PATH_ENDS, all.size()));
        return List.copyOf(ends);
    }
}
