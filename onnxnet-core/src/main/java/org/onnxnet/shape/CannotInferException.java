package org.onnxnet.shape;

import org.onnxnet.graph.OnnxNetException;

/** A node contradicts the definition of its operator; its outputs stay unknown and the message becomes a problem. */
final class CannotInferException extends OnnxNetException {
    private static final long serialVersionUID = 1;

    CannotInferException(String message) {
        super(message);
    }
}
