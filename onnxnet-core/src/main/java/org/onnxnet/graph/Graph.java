package org.onnxnet.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list of nodes over named values ({@code GraphProto}): the main graph of a model, or the body of an {@code If},
 * {@code Loop} or {@code Scan}. Values of an enclosing graph may be read by name.
 *
 * <p>Nodes keep the order of the file. Equal graphs have equal parts in the same order.
 */
public final class Graph {
    private final String name;
    private final List<Node> nodes;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final List<Tensor> initializers;
    private final List<SparseTensor> sparseInitializers;
    private final List<Value> valueInfo;
    private final List<QuantizationAnnotation> quantization;
    private final String doc;
    private final List<Property> metadata;
    private final Extras extras;

    // Computed on first use; racing threads compute equal ones. Two, because who only asks for declarations need not
    // pay
    // for a pass over all nodes.
    private volatile @Nullable Declarations declarations;
    private volatile @Nullable GraphIndex index;

    /** Which tensors hold the scale, zero point and so on of a value ({@code TensorAnnotation}). */
    public record QuantizationAnnotation(String value, List<Property> parameterTensors, Extras extras) {
        public QuantizationAnnotation {
            parameterTensors = List.copyOf(parameterTensors);
        }
    }

    private Graph(Parts parts) {
        this.name = parts.name;
        this.nodes = List.copyOf(parts.nodes);
        this.inputs = List.copyOf(parts.inputs);
        this.outputs = List.copyOf(parts.outputs);
        this.initializers = List.copyOf(parts.initializers);
        this.sparseInitializers = List.copyOf(parts.sparseInitializers);
        this.valueInfo = List.copyOf(parts.valueInfo);
        this.quantization = List.copyOf(parts.quantization);
        this.doc = parts.doc;
        this.metadata = List.copyOf(parts.metadata);
        this.extras = parts.extras;
    }

    /** A graph of the given parts; parts that are not set are empty. */
    public static Graph of(UnaryOperator<Parts> parts) {
        return new Graph(parts.apply(new Parts()));
    }

    /** A copy with some parts replaced. */
    public Graph with(UnaryOperator<Parts> changes) {
        return new Graph(changes.apply(new Parts(this)));
    }

    public String name() {
        return name;
    }

    /** The nodes in file order, which in a valid graph is a topological order. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The declared inputs, among them overridable initializers and, in old files, all initializers. */
    public List<Value> inputs() {
        return inputs;
    }

    public List<Value> outputs() {
        return outputs;
    }

    public List<Tensor> initializers() {
        return initializers;
    }

    public List<SparseTensor> sparseInitializers() {
        return sparseInitializers;
    }

    /** Declared types of values between nodes; the declarations of a file are not to be trusted. */
    public List<Value> valueInfo() {
        return valueInfo;
    }

    public List<QuantizationAnnotation> quantization() {
        return quantization;
    }

    public String doc() {
        return doc;
    }

    public List<Property> metadata() {
        return metadata;
    }

    public Extras extras() {
        return extras;
    }

    /** The node of this graph that writes a value; null for inputs, initializers and unknown names. */
    public @Nullable Node producerOf(String value) {
        return index().producers().get(value);
    }

    /**
     * The nodes of this graph that read a value, themselves or in one of their subgraphs, each once, in file order.
     * Reads by the graph's outputs do not show here.
     */
    public List<Node> consumersOf(String value) {
        return index().consumers().getOrDefault(value, List.of());
    }

    /**
     * The only reader of a value: null where it is an output of the graph, is read by no node or by several, by one node
     * in several slots, or inside a subgraph.
     */
    public @Nullable Node soleConsumerOf(String value) {
        GraphIndex known = index();
        return known.uses(value) == 1 && !known.isCaptured(value) && !isOutput(value)
                ? consumersOf(value).get(0)
                : null;
    }

    /** How often a value is read: by a slot of a node, once per subgraph that captures it, or by an output. */
    public int useCount(String value) {
        return index().uses(value);
    }

    /** Whether a value is an output of this graph. */
    public boolean isOutput(String value) {
        return declarations().isOutput(value);
    }

    /** Whether a value is an input of this graph. */
    public boolean isInput(String value) {
        return input(value) != null;
    }

    /** The declared input of a name, or null. */
    public @Nullable Value input(String value) {
        return declarations().input(value);
    }

    /** The initializer of a name, or null. An input of the same name can override it when the model is run. */
    public @Nullable Tensor initializer(String value) {
        return declarations().initializer(value);
    }

    /** The initializer of a name if nothing can override it when the model is run, else null. */
    public @Nullable Tensor constant(String value) {
        Tensor found = initializer(value);
        return found == null || isInput(value) ? null : found;
    }

    /** The type that the file declares for a value: as input, output, initializer or in between; null where it does not. */
    public @Nullable ValueType declaredType(String value) {
        return declarations().type(value);
    }

    /** The names of outer values that the nodes of this graph, or of graphs inside it, read; in order of first use. */
    public List<String> capturedValues() {
        return index().captures();
    }

    private Declarations declarations() {
        Declarations known = declarations;
        if (known == null) {
            known = new Declarations(this);
            declarations = known;
        }
        return known;
    }

    private GraphIndex index() {
        GraphIndex known = index;
        if (known == null) {
            // Inner graphs first, so that asking them for their captures does not recurse, however deep they nest.
            List<Graph> nested = nestedGraphs();
            for (int i = nested.size() - 1; i >= 0; i--) {
                nested.get(i).ownIndex();
            }
            known = ownIndex();
        }
        return known;
    }

    private GraphIndex ownIndex() {
        GraphIndex known = index;
        if (known == null) {
            known = new GraphIndex(this, declarations());
            index = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Graph that
                && name.equals(that.name)
                && nodes.equals(that.nodes)
                && inputs.equals(that.inputs)
                && outputs.equals(that.outputs)
                && initializers.equals(that.initializers)
                && sparseInitializers.equals(that.sparseInitializers)
                && valueInfo.equals(that.valueInfo)
                && quantization.equals(that.quantization)
                && doc.equals(that.doc)
                && metadata.equals(that.metadata)
                && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, nodes, inputs, outputs);
    }

    @Override
    public String toString() {
        return "graph '" + name + "' (" + inputs.size() + " inputs, " + outputs.size() + " outputs, " + nodes.size()
                + " nodes, " + initializers.size() + " initializers)";
    }

    /** The parts of a graph that is being put together; only valid inside the function it is handed to. */
    public static final class Parts {
        private String name = "";
        private List<Node> nodes = List.of();
        private List<Value> inputs = List.of();
        private List<Value> outputs = List.of();
        private List<Tensor> initializers = List.of();
        private List<SparseTensor> sparseInitializers = List.of();
        private List<Value> valueInfo = List.of();
        private List<QuantizationAnnotation> quantization = List.of();
        private String doc = "";
        private List<Property> metadata = List.of();
        private Extras extras = Extras.NONE;

        private Parts() {}

        private Parts(Graph from) {
            this.name = from.name;
            this.nodes = from.nodes;
            this.inputs = from.inputs;
            this.outputs = from.outputs;
            this.initializers = from.initializers;
            this.sparseInitializers = from.sparseInitializers;
            this.valueInfo = from.valueInfo;
            this.quantization = from.quantization;
            this.doc = from.doc;
            this.metadata = from.metadata;
            this.extras = from.extras;
        }

        public Parts name(String newName) {
            this.name = newName;
            return this;
        }

        public Parts nodes(List<Node> newNodes) {
            this.nodes = newNodes;
            return this;
        }

        public Parts inputs(List<Value> newInputs) {
            this.inputs = newInputs;
            return this;
        }

        public Parts outputs(List<Value> newOutputs) {
            this.outputs = newOutputs;
            return this;
        }

        public Parts initializers(List<Tensor> newInitializers) {
            this.initializers = newInitializers;
            return this;
        }

        public Parts sparseInitializers(List<SparseTensor> newSparseInitializers) {
            this.sparseInitializers = newSparseInitializers;
            return this;
        }

        public Parts valueInfo(List<Value> newValueInfo) {
            this.valueInfo = newValueInfo;
            return this;
        }

        public Parts quantization(List<QuantizationAnnotation> newQuantization) {
            this.quantization = newQuantization;
            return this;
        }

        public Parts doc(String newDoc) {
            this.doc = newDoc;
            return this;
        }

        public Parts metadata(List<Property> newMetadata) {
            this.metadata = newMetadata;
            return this;
        }

        public Parts extras(Extras newExtras) {
            this.extras = newExtras;
            return this;
        }
    }

    /** All graphs inside the nodes of this one, at any depth, outer before inner. */
    public List<Graph> nestedGraphs() {
        List<Graph> found = new ArrayList<>();
        addBodies(this, found);
        for (int i = 0; i < found.size(); i++) {
            addBodies(found.get(i), found);
        }
        return found;
    }

    private static void addBodies(Graph graph, List<Graph> found) {
        graph.nodes.forEach(node -> found.addAll(node.subgraphs()));
    }
}
