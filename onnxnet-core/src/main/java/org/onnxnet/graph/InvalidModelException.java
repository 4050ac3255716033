package org.onnxnet.graph;

/** A file or message that is not a usable ONNX model; the message names the place. */
public final class InvalidModelException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
