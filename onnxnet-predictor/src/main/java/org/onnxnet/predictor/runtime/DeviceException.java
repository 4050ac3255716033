package org.onnxnet.predictor.runtime;

import org.onnxnet.graph.OnnxNetException;

/** A device that is not there, or that failed to run a network. */
public final class DeviceException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
