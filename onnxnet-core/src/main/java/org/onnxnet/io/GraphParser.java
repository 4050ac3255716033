package org.onnxnet.io;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.TensorAnnotation;

/** {@code GraphProto} to {@link Graph}. */
final class GraphParser {
    private final TensorStore store;
    private final int depth;
    private final ExtrasBuilder extras = new ExtrasBuilder(GraphProto::getDescriptor);
    private final TypeTable types = new TypeTable();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final List<Tensor> initializers = new ArrayList<>();
    private final List<SparseTensor> sparseInitializers = new ArrayList<>();
    private final List<Value> valueInfo = new ArrayList<>();
    private final List<Graph.QuantizationAnnotation> quantization = new ArrayList<>();
    private final EntryList<Property> metadata = new EntryList<>(PropertyCodec.INSTANCE);
    private String name = "";
    private String doc = "";

    /** @param depth how many graphs this one is in, itself included */
    GraphParser(TensorStore store, int depth) {
        this.store = store;
        this.depth = depth;
    }

    /** Takes in the fields of a message; of several, as if they were one. */
    void merge(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case GraphProto.NODE_FIELD_NUMBER ->
                    nodes.add(NodeParser.parse(in.message(), nodes.size(), store, depth));
                case GraphProto.NAME_FIELD_NUMBER -> name = extras.text(in);
                case GraphProto.INITIALIZER_FIELD_NUMBER -> initializers.add(initializer(in.message()));
                case GraphProto.DOC_STRING_FIELD_NUMBER -> doc = extras.text(in);
                case GraphProto.INPUT_FIELD_NUMBER ->
                    inputs.add(ValueParser.parse(in.message(), "input", inputs.size(), types));
                case GraphProto.OUTPUT_FIELD_NUMBER ->
                    outputs.add(ValueParser.parse(in.message(), "output", outputs.size(), types));
                case GraphProto.VALUE_INFO_FIELD_NUMBER ->
                    valueInfo.add(ValueParser.parse(in.message(), "value_info", valueInfo.size(), types));
                case GraphProto.QUANTIZATION_ANNOTATION_FIELD_NUMBER -> quantization.add(annotation(in.message()));
                case GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER ->
                    sparseInitializers.add(sparseInitializer(in.message()));
                case GraphProto.METADATA_PROPS_FIELD_NUMBER -> metadata.add(in);
                default -> extras.keep(in);
            }
        }
    }

    Graph build() {
        List<Property> properties = metadata.finish(extras);
        return Graph.of(parts -> parts.name(name)
                .nodes(nodes)
                .inputs(inputs)
                .outputs(outputs)
                .initializers(initializers)
                .sparseInitializers(sparseInitializers)
                .valueInfo(valueInfo)
                .quantization(quantization)
                .doc(doc)
                .metadata(properties)
                .extras(extras.build()));
    }

    private Tensor initializer(WireReader in) {
        TensorParser parser = new TensorParser(store);
        try {
            parser.merge(in);
            return parser.build(in);
        } catch (MalformedException e) {
            throw e.within(Place.of("initializer", initializers.size(), parser.name()));
        }
    }

    private SparseTensor sparseInitializer(WireReader in) {
        SparseTensorParser parser = new SparseTensorParser(store);
        try {
            parser.merge(in);
            return parser.build(in);
        } catch (MalformedException e) {
            throw e.within(Place.of("sparse_initializer", sparseInitializers.size(), parser.name()));
        }
    }

    private static Graph.QuantizationAnnotation annotation(WireReader in) {
        ExtrasBuilder kept = new ExtrasBuilder(TensorAnnotation::getDescriptor);
        EntryList<Property> parameters = new EntryList<>(PropertyCodec.INSTANCE);
        String tensor = "";
        while (in.next()) {
            switch (in.field()) {
                case TensorAnnotation.TENSOR_NAME_FIELD_NUMBER -> tensor = kept.text(in);
                case TensorAnnotation.QUANT_PARAMETER_TENSOR_NAMES_FIELD_NUMBER -> parameters.add(in);
                default -> kept.keep(in);
            }
        }
        return new Graph.QuantizationAnnotation(tensor, parameters.finish(kept), kept.build());
    }
}
