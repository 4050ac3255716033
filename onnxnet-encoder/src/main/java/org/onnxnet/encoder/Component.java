package org.onnxnet.encoder;

/**
 * What a text tells beyond the names of the operators and their order. The first three are those of the ONNX-Net paper
 * (section 6.1).
 */
public enum Component {
    /** What each operator reads: other values, constants, and the shapes of weights. */
    INPUTS,
    /** The attributes of each operator. */
    PARAMETERS,
    /** The shapes of the values at the end of each line. */
    OUT_SHAPE,
    /**
     * A first line with the figures of the network: parameters, MACs, activations, depth, width, and how often each operator
     * occurs. Not of the paper, so the {@link Dialect#REFERENCE} dialect has none.
     */
    SUMMARY
}
