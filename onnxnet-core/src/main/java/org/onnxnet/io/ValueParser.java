package org.onnxnet.io;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.proto.ValueInfoProto;

/** {@code ValueInfoProto} to {@link Value}. */
final class ValueParser {
    private final ExtrasBuilder extras = new ExtrasBuilder(ValueInfoProto::getDescriptor);
    private final MergedMessage type = new MergedMessage();
    private final EntryList<Property> metadata = new EntryList<>(PropertyCodec.INSTANCE);
    private final TypeTable types;
    private String name = "";
    private String doc = "";

    private ValueParser(TypeTable types) {
        this.types = types;
    }

    /**
     * @param list the field that holds the value, for errors
     * @param types of the values that are read with it
     */
    static Value parse(WireReader in, String list, int index, TypeTable types) {
        ValueParser parser = new ValueParser(types);
        try {
            parser.read(in);
            return parser.build();
        } catch (MalformedException e) {
            throw e.within(Place.of(list, index, parser.name));
        }
    }

    private void read(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case ValueInfoProto.NAME_FIELD_NUMBER -> name = extras.text(in);
                case ValueInfoProto.TYPE_FIELD_NUMBER -> type.add(in);
                case ValueInfoProto.DOC_STRING_FIELD_NUMBER -> doc = extras.text(in);
                case ValueInfoProto.METADATA_PROPS_FIELD_NUMBER -> metadata.add(in);
                default -> extras.keep(in);
            }
        }
    }

    private Value build() {
        ValueType decoded = type(type.bytes());
        return new Value(name, decoded, doc, metadata.finish(extras), extras.build());
    }

    private @Nullable ValueType type(@Nullable Bytes encoded) {
        return encoded == null ? null : types.decode(encoded, extras);
    }
}
