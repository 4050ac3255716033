package org.onnxnet.bench.space.nasbench201;

/** What an edge of a cell does, in the order of the publication. */
public enum Operation {
    /** Multiplies by 0. */
    NONE,
    SKIP_CONNECT,
    /** ReLU, 1x1 convolution, batch normalisation. */
    NOR_CONV_1X1,
    /** ReLU, 3x3 convolution, batch normalisation. */
    NOR_CONV_3X3,
    /** 3x3 average pooling of stride 1 that does not count padding. */
    AVG_POOL_3X3;

    private final String label = name().toLowerCase(java.util.Locale.ROOT);

    /** The published name, such as {@code nor_conv_3x3}. */
    public String label() {
        return label;
    }
}
