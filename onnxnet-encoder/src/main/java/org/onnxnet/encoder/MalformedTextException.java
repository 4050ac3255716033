package org.onnxnet.encoder;

import org.onnxnet.graph.OnnxNetException;

/** A text that is no network: it breaks the grammar, or says what cannot be. The message starts with the place. */
public final class MalformedTextException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    MalformedTextException(int line, int column, String message) {
        super("line " + line + ", column " + column + ": " + message);
        this.line = line;
        this.column = column;
    }

    /** The line of the place, from 1. */
    public int line() {
        return line;
    }

    /** The character in the line, from 1. */
    public int column() {
        return column;
    }
}
