package org.onnxnet.io;

import org.onnxnet.graph.Property;
import org.onnxnet.proto.StringStringEntryProto;

/** {@code StringStringEntryProto}. */
final class PropertyCodec {
    static final EntryList.Codec<Property> INSTANCE =
            new EntryList.Codec<>(PropertyCodec::decode, PropertyCodec::encode);

    private PropertyCodec() {}

    private static Property decode(WireReader in) {
        String key = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case StringStringEntryProto.KEY_FIELD_NUMBER -> key = in.string();
                case StringStringEntryProto.VALUE_FIELD_NUMBER -> value = in.string();
                default -> in.skip();
            }
        }
        return new Property(key, value);
    }

    private static OutMessage encode(Property property) {
        return new OutMessage()
                .text(StringStringEntryProto.KEY_FIELD_NUMBER, property.key())
                .text(StringStringEntryProto.VALUE_FIELD_NUMBER, property.value());
    }
}
