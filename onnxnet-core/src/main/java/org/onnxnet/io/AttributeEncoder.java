package org.onnxnet.io;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.ValueType;
import org.onnxnet.proto.AttributeProto;

/** {@link Attribute} to {@code AttributeProto}. */
final class AttributeEncoder {
    private final ModelEncoder encoder;
    private final TensorEncoder tensors;

    AttributeEncoder(ModelEncoder encoder, TensorEncoder tensors) {
        this.encoder = encoder;
        this.tensors = tensors;
    }

    OutMessage encode(Attribute attribute) {
        ExtraFields extras = new ExtraFields(attribute.extras());
        List<ValueType> types = attribute instanceof Attribute.OfTypes a
                ? extras.unsaid(AttributeProto.TYPE_PROTOS_FIELD_NUMBER, a.value(), TypeDecoder.LIST)
                : List.of();
        OutMessage out = extras.begin();
        out.textUnlessEmpty(AttributeProto.NAME_FIELD_NUMBER, attribute.name());
        single(out, attribute);
        repeated(out, attribute);
        if (attribute instanceof Attribute.OfType a) {
            ModelEncoder.type(out, AttributeProto.TP_FIELD_NUMBER, a.value(), a.extras());
        }
        types.forEach(type -> out.message(AttributeProto.TYPE_PROTOS_FIELD_NUMBER, TypeEncoder.encode(type)));
        if (attribute.kind() != AttributeKind.UNDEFINED) {
            out.varint(AttributeProto.TYPE_FIELD_NUMBER, attribute.kind().code());
        }
        if (attribute instanceof Attribute.Reference a) {
            out.text(AttributeProto.REF_ATTR_NAME_FIELD_NUMBER, a.parameter());
        } else if (attribute instanceof Attribute.OfSparseTensor a) {
            out.message(AttributeProto.SPARSE_TENSOR_FIELD_NUMBER, tensors.encode(a.value()));
        } else if (attribute instanceof Attribute.OfSparseTensors a) {
            a.value().forEach(t -> out.message(AttributeProto.SPARSE_TENSORS_FIELD_NUMBER, tensors.encode(t)));
        }
        return out;
    }

    private void single(OutMessage out, Attribute attribute) {
        if (attribute instanceof Attribute.OfFloat a) {
            out.float32(AttributeProto.F_FIELD_NUMBER, a.value());
        } else if (attribute instanceof Attribute.OfInt a) {
            out.varint(AttributeProto.I_FIELD_NUMBER, a.value());
        } else if (attribute instanceof Attribute.OfString a) {
            out.bytes(AttributeProto.S_FIELD_NUMBER, a.value());
        } else if (attribute instanceof Attribute.OfTensor a) {
            out.message(AttributeProto.T_FIELD_NUMBER, tensors.encode(a.value()));
        } else if (attribute instanceof Attribute.OfGraph a) {
            out.message(AttributeProto.G_FIELD_NUMBER, encoder.graph(a.value()));
        }
    }

    private void repeated(OutMessage out, Attribute attribute) {
        if (attribute instanceof Attribute.OfFloats a) {
            a.value().forEach(value -> out.float32(AttributeProto.FLOATS_FIELD_NUMBER, value));
        } else if (attribute instanceof Attribute.OfInts a) {
            a.value().forEach(value -> out.varint(AttributeProto.INTS_FIELD_NUMBER, value));
        } else if (attribute instanceof Attribute.OfStrings a) {
            a.value().forEach(value -> out.bytes(AttributeProto.STRINGS_FIELD_NUMBER, value));
        } else if (attribute instanceof Attribute.OfTensors a) {
            a.value().forEach(value -> out.message(AttributeProto.TENSORS_FIELD_NUMBER, tensors.encode(value)));
        } else if (attribute instanceof Attribute.OfGraphs a) {
            a.value().forEach(value -> out.message(AttributeProto.GRAPHS_FIELD_NUMBER, encoder.graph(value)));
        }
    }
}
