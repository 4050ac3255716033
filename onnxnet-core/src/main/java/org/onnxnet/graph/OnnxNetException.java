package org.onnxnet.graph;

/**
 * The root of all errors that this library reports. The message is one line that says what was found, what was wanted,
 * where, and what to do about it.
 */
public class OnnxNetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OnnxNetException(String message) {
        super(message);
    }

    public OnnxNetException(String message, Throwable cause) {
        super(message, cause);
    }
}
