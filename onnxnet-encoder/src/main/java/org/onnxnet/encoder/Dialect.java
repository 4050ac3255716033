package org.onnxnet.encoder;

/** How a text is written. */
public enum Dialect {
    /**
     * Loses nothing but names, weight values and documentation, and does not depend on names or on the order of the
     * nodes in the file. The grammar is in {@code docs/encoding.md}.
     */
    COMPLETE,
    /**
     * As {@link #COMPLETE}, as short as it can be: what repeats is written once as a definition and called, values are told by
     * how long ago they were written, and types that follow from the rest are left out. Types of values in between never show.
     * A few small networks, for which {@link #COMPLETE} is shorter, are written as there.
     */
    FOLDED,
    /**
     * Byte for byte what the encoder released with the ONNX-Net paper prints, its mistakes included, for language models
     * that were trained on its texts. The order of the nodes is that of the file.
     */
    REFERENCE
}
