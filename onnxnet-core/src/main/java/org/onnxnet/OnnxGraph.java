package org.onnxnet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalHash;
import org.onnxnet.analysis.Dot;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.check.ModelChecker;
import org.onnxnet.check.Problem;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;
import org.onnxnet.simplify.Simplifier;
import org.onnxnet.simplify.SimplifyMode;

/**
 * A neural network: an ONNX model with everything one asks of it. Immutable and safe to share between threads; what is
 * computed (types, statistics, hash) is computed when first asked for and kept.
 */
public final class OnnxGraph {
    private final Model model;

    // Computed on first use; racing threads compute equal results.
    private volatile @Nullable InferredTypes types;
    private volatile @Nullable NetworkStatistics statistics;
    private volatile @Nullable String canonicalHash;

    private OnnxGraph(Model model) {
        this.model = model;
    }

    /**
     * Loads a model from a file. Weights are not read; they stay in the file, which must stay in place and unchanged for
     * as long as they may be wanted.
     *
     * @throws IOException if the file cannot be opened or read
     * @throws InvalidModelException if it is not a usable model
     */
    public static OnnxGraph load(Path file) throws IOException {
        return of(OnnxReader.read(file));
    }

    /**
     * Loads a model from memory.
     *
     * @throws InvalidModelException if the bytes are not a usable model
     */
    public static OnnxGraph load(byte[] bytes) {
        return of(OnnxReader.read(bytes));
    }

    /**
     * Loads a model from a stream, which is read to its end and not closed.
     *
     * @throws InvalidModelException if the bytes are not a usable model
     */
    public static OnnxGraph load(InputStream in) {
        return of(OnnxReader.read(in));
    }

    public static OnnxGraph of(Model model) {
        return new OnnxGraph(model);
    }

    /** Makes a network in code over one version of the default operator set. */
    public static OnnxGraph build(long opset, Consumer<GraphBuilder> body) {
        return of(GraphBuilder.model(opset, body));
    }

    /**
     * Saves the model. Weights are streamed from where they are, the file appears whole or not at all, and saving over
     * the file that the model was loaded from is fine. The same model always gives the same bytes.
     *
     * @throws IOException if the file cannot be written, or a file with weights not read
     */
    public void save(Path file) throws IOException {
        OnnxWriter.write(model, file);
    }

    /** The bytes that {@link #save} writes, for a model that fits into memory. */
    public byte[] toBytes() {
        return OnnxWriter.toBytes(model);
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

    /** The type, shape and known content of every value. */
    public InferredTypes types() {
        InferredTypes known = types;
        if (known == null) {
            known = ShapeInference.standard().infer(model);
            types = known;
        }
        return known;
    }

    /** Simplifies so that the outputs stay equal bit for bit: {@link SimplifyMode#LOSSLESS}. */
    public OnnxGraph simplify() {
        return simplify(SimplifyMode.LOSSLESS);
    }

    /** Simplifies; {@link Simplifier} does the same and tells each rewrite. */
    @SuppressWarnings("ReferenceEquality") // this very model says that nothing was changed
    public OnnxGraph simplify(SimplifyMode mode) {
        return of(Simplifier.of(mode).simplify(model).model());
    }

    /** What is wrong with the model; empty where nothing is. */
    public List<Problem> check() {
        return ModelChecker.check(model);
    }

    /** Parameters, MACs, depth and so on of the network as it is; simplify first for those of the simplified one. */
    public NetworkStatistics statistics() {
        NetworkStatistics known = statistics;
        if (known == null) {
            known = NetworkStatistics.of(model);
            statistics = known;
        }
        return known;
    }

    /**
     * The SHA-256 of the structure in lower-case hexadecimal: equal for two graphs that differ only in names, in the
     * order of independent nodes, in weight values and in documentation.
     */
    public String canonicalHash() {
        String known = canonicalHash;
        if (known == null) {
            known = CanonicalHash.of(model);
            canonicalHash = known;
        }
        return known;
    }

    /** The main graph in the <a href="https://graphviz.org/doc/info/lang.html">DOT language</a>. */
    public String toDot() {
        return Dot.of(model);
    }

    /** The network with the inferred type of every value declared in it. */
    public OnnxGraph inferShapes() {
        return of(types().annotate(model));
    }

    /** The main graph in a few lines: its interface, then its nodes in file order as far as they fit a window. */
    @Override
    public String toString() {
        return GraphText.of(model);
    }
}
