package org.onnxnet.trainer.torch;

import org.onnxnet.graph.OnnxNetException;

/** libtorch cannot do what was asked for. */
public final class TorchException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    public TorchException(String message) {
        super(message);
    }

    public TorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
