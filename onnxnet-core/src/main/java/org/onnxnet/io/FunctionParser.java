package org.onnxnet.io;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Value;
import org.onnxnet.proto.FunctionProto;

/** {@code FunctionProto} to {@link Function}. */
final class FunctionParser {
    private final TensorStore store;
    private final ExtrasBuilder extras = new ExtrasBuilder(FunctionProto::getDescriptor);
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();
    private final List<Attribute> defaults = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final EntryList<OpsetCodec.Opset> opsets = new EntryList<>(OpsetCodec.INSTANCE);
    private final TypeTable types = new TypeTable();
    private final List<Value> valueInfo = new ArrayList<>();
    private final EntryList<Property> metadata = new EntryList<>(PropertyCodec.INSTANCE);
    private String name = "";
    private String domain = "";
    private String overload = "";
    private String doc = "";

    private FunctionParser(TensorStore store) {
        this.store = store;
    }

    static Function parse(WireReader in, int index, TensorStore store) {
        FunctionParser parser = new FunctionParser(store);
        try {
            parser.read(in);
            return parser.build();
        } catch (MalformedException e) {
            throw e.within(Place.of("functions", index, parser.name));
        }
    }

    private void read(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case FunctionProto.NAME_FIELD_NUMBER -> name = extras.text(in);
                case FunctionProto.INPUT_FIELD_NUMBER -> inputs.add(in.string());
                case FunctionProto.OUTPUT_FIELD_NUMBER -> outputs.add(in.string());
                case FunctionProto.ATTRIBUTE_FIELD_NUMBER -> attributes.add(in.string());
                case FunctionProto.NODE_FIELD_NUMBER ->
                    nodes.add(NodeParser.parse(in.message(), nodes.size(), store, 1));
                case FunctionProto.DOC_STRING_FIELD_NUMBER -> doc = extras.text(in);
                case FunctionProto.OPSET_IMPORT_FIELD_NUMBER -> opsets.add(in);
                case FunctionProto.DOMAIN_FIELD_NUMBER -> domain = extras.domain(in);
                case FunctionProto.ATTRIBUTE_PROTO_FIELD_NUMBER ->
                    defaults.add(AttributeParser.parse(in.message(), "attribute_proto", store, 1));
                case FunctionProto.VALUE_INFO_FIELD_NUMBER ->
                    valueInfo.add(ValueParser.parse(in.message(), "value_info", valueInfo.size(), types));
                case FunctionProto.OVERLOAD_FIELD_NUMBER -> overload = extras.text(in);
                case FunctionProto.METADATA_PROPS_FIELD_NUMBER -> metadata.add(in);
                default -> extras.keep(in);
            }
        }
    }

    private Function build() {
        return new Function(
                new OpId(domain, name),
                overload,
                inputs,
                outputs,
                attributes,
                defaults,
                nodes,
                OpsetCodec.toMap(opsets.finish(extras)),
                valueInfo,
                doc,
                metadata.finish(extras),
                extras.build());
    }
}
