package org.onnxnet.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Property;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.TrainingInfoProto;

/** {@code ModelProto} to {@link Model}. */
final class ModelParser {
    private final TensorStore store;
    private final ExtrasBuilder extras = new ExtrasBuilder(ModelProto::getDescriptor);
    private final EntryList<OpsetCodec.Opset> opsets = new EntryList<>(OpsetCodec.INSTANCE);
    private final EntryList<Property> metadata = new EntryList<>(PropertyCodec.INSTANCE);
    private final List<Function> functions = new ArrayList<>();
    private final List<Bytes> trainingInfo = new ArrayList<>();
    private @Nullable GraphParser graph;
    private long irVersion;
    private String producerName = "";
    private String producerVersion = "";
    private String domain = "";
    private long version;
    private String doc = "";

    private ModelParser(TensorStore store) {
        this.store = store;
    }

    static Model parse(WireReader in, TensorStore store) {
        ModelParser parser = new ModelParser(store);
        parser.read(in);
        return parser.build();
    }

    private void read(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case ModelProto.IR_VERSION_FIELD_NUMBER -> irVersion = extras.number(in);
                case ModelProto.PRODUCER_NAME_FIELD_NUMBER -> producerName = extras.text(in);
                case ModelProto.PRODUCER_VERSION_FIELD_NUMBER -> producerVersion = extras.text(in);
                case ModelProto.DOMAIN_FIELD_NUMBER -> domain = extras.text(in);
                case ModelProto.MODEL_VERSION_FIELD_NUMBER -> version = extras.number(in);
                case ModelProto.DOC_STRING_FIELD_NUMBER -> doc = extras.text(in);
                case ModelProto.GRAPH_FIELD_NUMBER -> graph(in.message());
                case ModelProto.OPSET_IMPORT_FIELD_NUMBER -> opsets.add(in);
                case ModelProto.METADATA_PROPS_FIELD_NUMBER -> metadata.add(in);
                case ModelProto.TRAINING_INFO_FIELD_NUMBER -> trainingInfo.add(trainingInfo(in.bytes()));
                case ModelProto.FUNCTIONS_FIELD_NUMBER ->
                    functions.add(FunctionParser.parse(in.message(), functions.size(), store));
                default -> extras.keep(in);
            }
        }
    }

    private Bytes trainingInfo(Bytes encoded) {
        try {
            KeptField.check(encoded, TrainingInfoProto.getDescriptor());
            return encoded;
        } catch (MalformedException e) {
            throw e.within(Place.of("training_info", trainingInfo.size(), ""));
        }
    }

    private void graph(WireReader in) {
        GraphParser parser = graph;
        if (parser == null) {
            parser = new GraphParser(store, 1);
            graph = parser;
        }
        try {
            parser.merge(in);
        } catch (MalformedException e) {
            throw e.within("graph");
        }
    }

    private Model build() {
        GraphParser parser = graph;
        if (parser == null) {
            throw new MalformedException("it holds no graph");
        }
        Model model = new Model(
                irVersion,
                OpsetCodec.toMap(opsets.finish(extras)),
                new Model.Producer(producerName, producerVersion),
                domain,
                version,
                doc,
                parser.build(),
                metadata.finish(extras),
                functions,
                trainingInfo,
                extras.build());
        CallDepth.check(model);
        return model;
    }
}
