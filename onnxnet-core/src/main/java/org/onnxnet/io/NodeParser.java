package org.onnxnet.io;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Property;
import org.onnxnet.proto.NodeProto;

/** {@code NodeProto} to {@link Node}. */
final class NodeParser {
    private final TensorStore store;
    private final int depth;
    private final ExtrasBuilder extras = new ExtrasBuilder(NodeProto::getDescriptor);
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final EntryList<Property> metadata = new EntryList<>(PropertyCodec.INSTANCE);
    private String name = "";
    private String type = "";
    private String domain = "";
    private String overload = "";
    private String doc = "";

    private NodeParser(TensorStore store, int depth) {
        this.store = store;
        this.depth = depth;
    }

    /** @param depth how many graphs the node is in */
    static Node parse(WireReader in, int index, TensorStore store, int depth) {
        NodeParser parser = new NodeParser(store, depth);
        try {
            parser.read(in);
            return parser.build();
        } catch (MalformedException e) {
            throw e.within(Place.of("node", index, parser.name));
        }
    }

    private void read(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case NodeProto.INPUT_FIELD_NUMBER -> inputs.add(in.string());
                case NodeProto.OUTPUT_FIELD_NUMBER -> outputs.add(in.string());
                case NodeProto.NAME_FIELD_NUMBER -> name = extras.text(in);
                case NodeProto.OP_TYPE_FIELD_NUMBER -> type = extras.text(in);
                case NodeProto.ATTRIBUTE_FIELD_NUMBER ->
                    attributes.add(AttributeParser.parse(in.message(), "attribute", store, depth));
                case NodeProto.DOC_STRING_FIELD_NUMBER -> doc = extras.text(in);
                case NodeProto.DOMAIN_FIELD_NUMBER -> domain = extras.domain(in);
                case NodeProto.OVERLOAD_FIELD_NUMBER -> overload = extras.text(in);
                case NodeProto.METADATA_PROPS_FIELD_NUMBER -> metadata.add(in);
                default -> extras.keep(in);
            }
        }
    }

    private Node build() {
        return new Node(
                name,
                new OpId(domain, type),
                overload,
                inputs,
                outputs,
                attributes,
                doc,
                metadata.finish(extras),
                extras.build());
    }
}
