package org.onnxnet.bench;

import org.onnxnet.graph.OnnxNetException;

/** An architecture, an option or a file of benchmark data that cannot be used; the message says why and what is wanted. */
public final class BenchException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
