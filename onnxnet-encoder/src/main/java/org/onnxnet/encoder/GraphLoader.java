package org.onnxnet.encoder;

import org.onnxnet.OnnxGraph;

/** Makes a network of what it comes from, such as a file. */
@FunctionalInterface
public interface GraphLoader<S> {
    /**
     * Makes the network.
     *
     * @throws Exception if there is none; {@link Encoder#encodeAll} reports it and goes on
     */
    OnnxGraph load(S source) throws Exception;
}
