package org.onnxnet.encoder;

/** How a text is written. */
public enum Dialect {
    /**
     * Loses nothing but names, weight values and documentation, and does not depend on names or on the order of the
     * nodes in the file. The grammar is in {@code docs/encoding.md}.
     */
    COMPLETE,
    /**
     * Byte for byte what the encoder released with the ONNX-Net paper prints, its mistakes included, for language models
     * that were trained on its texts. The order of the nodes is that of the file.
     */
    REFERENCE
}
