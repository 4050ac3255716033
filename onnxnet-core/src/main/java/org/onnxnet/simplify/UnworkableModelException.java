package org.onnxnet.simplify;

import org.onnxnet.graph.OnnxNetException;

/** A model whose values cannot be told apart or ordered; the simplifier gives it back as it is and says so. */
final class UnworkableModelException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    UnworkableModelException(String message) {
        super(message);
    }
}
