package org.onnxnet.trainer.data;

import org.onnxnet.graph.OnnxNetException;

/** A training that cannot begin or go on: what was found, in which rows, and what to do. */
public final class TrainingException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }
}
