package org.onnxnet.io;

import org.onnxnet.graph.AttributeKind;
import org.onnxnet.proto.AttributeProto;

/** Which field of {@code AttributeProto} holds which kind of value. */
final class AttributeFields {
    private AttributeFields() {}

    /** {@link AttributeKind#UNDEFINED} for a field that holds no value. */
    static AttributeKind kindOf(int field) {
        return switch (field) {
            case AttributeProto.F_FIELD_NUMBER -> AttributeKind.FLOAT;
            case AttributeProto.I_FIELD_NUMBER -> AttributeKind.INT;
            case AttributeProto.S_FIELD_NUMBER -> AttributeKind.STRING;
            case AttributeProto.T_FIELD_NUMBER -> AttributeKind.TENSOR;
            case AttributeProto.G_FIELD_NUMBER -> AttributeKind.GRAPH;
            case AttributeProto.FLOATS_FIELD_NUMBER -> AttributeKind.FLOATS;
            case AttributeProto.INTS_FIELD_NUMBER -> AttributeKind.INTS;
            case AttributeProto.STRINGS_FIELD_NUMBER -> AttributeKind.STRINGS;
            case AttributeProto.TENSORS_FIELD_NUMBER -> AttributeKind.TENSORS;
            case AttributeProto.GRAPHS_FIELD_NUMBER -> AttributeKind.GRAPHS;
            case AttributeProto.TP_FIELD_NUMBER -> AttributeKind.TYPE_PROTO;
            case AttributeProto.TYPE_PROTOS_FIELD_NUMBER -> AttributeKind.TYPE_PROTOS;
            case AttributeProto.SPARSE_TENSOR_FIELD_NUMBER -> AttributeKind.SPARSE_TENSOR;
            case AttributeProto.SPARSE_TENSORS_FIELD_NUMBER -> AttributeKind.SPARSE_TENSORS;
            default -> AttributeKind.UNDEFINED;
        };
    }
}
