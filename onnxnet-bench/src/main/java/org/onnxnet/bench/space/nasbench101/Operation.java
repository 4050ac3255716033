package org.onnxnet.bench.space.nasbench101;

/** What a vertex of a cell does, in the order of the publication. */
public enum Operation {
    /** 3x3 convolution, batch normalisation, ReLU. */
    CONV3X3("conv3x3-bn-relu"),
    /** 1x1 convolution, batch normalisation, ReLU. */
    CONV1X1("conv1x1-bn-relu"),
    /** 3x3 max pooling of stride 1. */
    MAXPOOL3X3("maxpool3x3");

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    /** The published name. */
    public String label() {
        return label;
    }
}
