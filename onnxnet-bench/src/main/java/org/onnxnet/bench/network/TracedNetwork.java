package org.onnxnet.bench.network;

import org.onnxnet.OnnxGraph;

/** A network as it was traced. Immutable. */
public final class TracedNetwork {
    private final NetworkOptions options;
    private final Trace trace;
    private final long parameters;
    private final long macs;

    TracedNetwork(NetworkOptions options, Trace trace, long parameters, long macs) {
        this.options = options;
        this.trace = trace;
        this.parameters = parameters;
        this.macs = macs;
    }

    /**
     * The trained numbers as PyTorch counts them: every layer that was built, used or not, and 2C for each batch
     * normalisation of C channels, folded or not.
     */
    public long parameters() {
        return parameters;
    }

    /**
     * Multiply-accumulate operations as AutoDL counts them while PyTorch runs the layers: {@code k*k*Cin/g*Cout*H*W} for a
     * convolution, {@code in*out + out} for a linear layer, nothing for the rest. Unlike {@code NetworkStatistics} of the
     * graph, this also counts what is multiplied by 0 afterwards.
     */
    public long macs() {
        return macs;
    }

    /** What was traced, before anything is simplified. */
    Trace trace() {
        return trace;
    }

    /** The network as onnx-simplifier leaves it. */
    public OnnxGraph toGraph() {
        return OnnxGraph.of(new ModelWriter(options).write(TraceSimplifier.simplify(trace, options.fullCse())));
    }
}
