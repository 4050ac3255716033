package org.onnxnet.predictor.checkpoint;

import org.onnxnet.graph.OnnxNetException;

/** A model directory whose files are damaged, do not fit each other, or describe a network that is not supported. */
public final class InvalidCheckpointException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    public InvalidCheckpointException(String message) {
        super(message);
    }

    public InvalidCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
