package org.onnxnet;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/**
 * A neural network: an ONNX model with everything one asks of it. Immutable and safe to share between threads; what is
 * computed (types, statistics, hash) is computed when first asked for and kept.
 */
public final class OnnxGraph {
    private final Model model;

    private OnnxGraph(Model model) {
        this.model = model;
    }

    public static OnnxGraph of(Model model) {
        return new OnnxGraph(model);
    }

    /** Makes a network in code over one version of the default operator set. */
    public static OnnxGraph build(long opset, Consumer<GraphBuilder> body) {
        return of(GraphBuilder.model(opset, body));
    }

    /** The model as values. */
    public Model model() {
        return model;
    }

    /** The main graph. */
    public Graph graph() {
        return model.graph();
    }

    /** The nodes of the main graph in file order. */
    public List<Node> nodes() {
        return graph().nodes();
    }

    public List<Value> inputs() {
        return graph().inputs();
    }

    public List<Value> outputs() {
        return graph().outputs();
    }

    public List<Tensor> initializers() {
        return graph().initializers();
    }

    /** The node that writes a value; null for inputs, initializers and unknown names. */
    public @Nullable Node producerOf(String value) {
        return graph().producerOf(value);
    }

    /** The nodes that read a value, each once, in file order; see {@link Graph#consumersOf}. */
    public List<Node> consumersOf(String value) {
        return graph().consumersOf(value);
    }

    /** The only reader of a value, or null; see {@link Graph#soleConsumerOf}. */
    public @Nullable Node soleConsumerOf(String value) {
        return graph().soleConsumerOf(value);
    }
}
