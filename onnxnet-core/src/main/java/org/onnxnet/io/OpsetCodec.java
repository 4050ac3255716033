package org.onnxnet.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.OpId;
import org.onnxnet.proto.OperatorSetIdProto;

/** {@code OperatorSetIdProto}. */
final class OpsetCodec {
    static final EntryList.Codec<Opset> INSTANCE =
            new EntryList.Codec<>(OpsetCodec::decode, OpsetCodec::encode, opsets -> toList(toMap(opsets)));

    /** The version of one domain. */
    record Opset(String domain, long version) {}

    private OpsetCodec() {}

    /** By domain; of a domain that occurs twice, the last version counts. */
    static Map<String, Long> toMap(List<Opset> opsets) {
        Map<String, Long> map = new LinkedHashMap<>();
        opsets.forEach(opset -> map.put(opset.domain, opset.version));
        return map;
    }

    static List<Opset> toList(Map<String, Long> opsets) {
        return opsets.entrySet().stream()
                .map(opset -> new Opset(opset.getKey(), opset.getValue()))
                .toList();
    }

    private static Opset decode(WireReader in) {
        String domain = "";
        long version = 0;
        while (in.next()) {
            switch (in.field()) {
                case OperatorSetIdProto.DOMAIN_FIELD_NUMBER -> domain = in.string();
                case OperatorSetIdProto.VERSION_FIELD_NUMBER -> version = in.varint();
                default -> in.skip();
            }
        }
        return new Opset(OpId.normalDomain(domain), version);
    }

    private static OutMessage encode(Opset opset) {
        return new OutMessage()
                .text(OperatorSetIdProto.DOMAIN_FIELD_NUMBER, opset.domain)
                .varint(OperatorSetIdProto.VERSION_FIELD_NUMBER, opset.version);
    }
}
