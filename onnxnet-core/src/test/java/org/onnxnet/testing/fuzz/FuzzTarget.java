package org.onnxnet.testing.fuzz;

/** A part of the library that has to live with whatever a file holds. */
@FunctionalInterface
public interface FuzzTarget {
    /**
     * Takes the bytes of a model or of a text, damaged or not.
     *
     * @throws org.onnxnet.graph.OnnxNetException where the input is refused, which is fine; anything else that is thrown is
     *     a finding
     */
    void run(byte[] input);
}
