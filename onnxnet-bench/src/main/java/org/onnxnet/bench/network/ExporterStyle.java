package org.onnxnet.bench.network;

/** Which release of PyTorch's exporter a file looks like. The nodes are the same; versions and a few attributes differ. */
public enum ExporterStyle {
    /** Operator set 14, file format 7; pooling without {@code dilations} and {@code count_include_pad}. */
    TORCH_1_13(14, 7, "torch_jit"),
    /** Operator set 17, file format 8; pooling says {@code dilations} and {@code count_include_pad}. */
    TORCH_2_6(17, 8, "main_graph");

    private final long opset;
    private final long irVersion;
    private final String graphName;

    ExporterStyle(long opset, long irVersion, String graphName) {
        this.opset = opset;
        this.irVersion = irVersion;
        this.graphName = graphName;
    }

    public long opset() {
        return opset;
    }

    public long irVersion() {
        return irVersion;
    }

    public String graphName() {
        return graphName;
    }

    /** Whether {@code MaxPool} has {@code dilations} and {@code AveragePool} has {@code count_include_pad}. */
    boolean saysAllPoolAttributes() {
        return this == TORCH_2_6;
    }
}
