package org.onnxnet.bench.network;

/** Where the parameters of a network go. */
public sealed interface Weights {
    /** Every parameter is an input of the graph, as in ONNX-Bench: small files that say all about the architecture. */
    record AsInputs() implements Weights {}

    /**
     * Every parameter is an initializer with the values PyTorch starts from: uniform within {@code 1/sqrt(fan in)} for
     * convolutions and linear layers, and the identity for a BatchNormalization. They are computed when they are read or
     * saved, so a network costs no memory for them.
     *
     * @param seed the same seed gives the same values
     */
    record AsInitializers(long seed) implements Weights {}

    static Weights inputs() {
        return new AsInputs();
    }

    static Weights initializers(long seed) {
        return new AsInitializers(seed);
    }
}
