package org.onnxnet.analysis;

import org.onnxnet.graph.OnnxNetException;

/** A shape that a figure depends on is not static. */
final class UnknownShapeException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnknownShapeException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
