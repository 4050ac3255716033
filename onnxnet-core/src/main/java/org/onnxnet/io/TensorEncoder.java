package org.onnxnet.io;

import java.util.List;
import java.util.function.UnaryOperator;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.graph.TensorData.Layout;
import org.onnxnet.proto.SparseTensorProto;
import org.onnxnet.proto.TensorProto;

/**
 * Tensors to {@code TensorProto}.
 *
 * @param placement says where external data will be, seen from the file that is written
 */
record TensorEncoder(UnaryOperator<TensorData.External> placement) {

    OutMessage encode(Tensor tensor) {
        TensorData data =
                tensor.data() instanceof TensorData.External external ? placement.apply(external) : tensor.data();
        ExtraFields extras = new ExtraFields(tensor.extras());
        List<Property> metadata =
                extras.unsaid(TensorProto.METADATA_PROPS_FIELD_NUMBER, tensor.metadata(), PropertyCodec.INSTANCE);
        List<Property> entries = data instanceof TensorData.External external
                ? extras.unsaid(TensorProto.EXTERNAL_DATA_FIELD_NUMBER, external.entries(), PropertyCodec.INSTANCE)
                : List.of();
        OutMessage out = extras.begin();
        dims(out, TensorProto.DIMS_FIELD_NUMBER, tensor.shape());
        out.varintUnlessZero(
                TensorProto.DATA_TYPE_FIELD_NUMBER, tensor.elementType().code());
        data(out, data, Layout.FLOAT_DATA);
        data(out, data, Layout.INT32_DATA);
        strings(out, data);
        data(out, data, Layout.INT64_DATA);
        out.textUnlessEmpty(TensorProto.NAME_FIELD_NUMBER, tensor.name());
        data(out, data, Layout.RAW);
        data(out, data, Layout.DOUBLE_DATA);
        data(out, data, Layout.UINT64_DATA);
        out.textUnlessEmpty(TensorProto.DOC_STRING_FIELD_NUMBER, tensor.doc());
        ModelEncoder.properties(out, TensorProto.EXTERNAL_DATA_FIELD_NUMBER, entries);
        if (data instanceof TensorData.External) {
            out.varint(TensorProto.DATA_LOCATION_FIELD_NUMBER, TensorProto.DataLocation.EXTERNAL_VALUE);
        }
        ModelEncoder.properties(out, TensorProto.METADATA_PROPS_FIELD_NUMBER, metadata);
        return out;
    }

    OutMessage encode(SparseTensor tensor) {
        OutMessage out = new ExtraFields(tensor.extras()).begin();
        out.messageUnlessEmpty(SparseTensorProto.VALUES_FIELD_NUMBER, encode(tensor.values()));
        out.messageUnlessEmpty(SparseTensorProto.INDICES_FIELD_NUMBER, encode(tensor.indices()));
        dims(out, SparseTensorProto.DIMS_FIELD_NUMBER, tensor.shape());
        return out;
    }

    private static void dims(OutMessage out, int field, Shape shape) {
        for (Dim dim : shape.dims()) {
            if (!(dim instanceof Dim.Known known)) {
                throw new IllegalArgumentException("a sparse tensor needs a static shape, found " + shape);
            }
            out.varint(field, known.value());
        }
    }

    /** An empty typed field is left out; an empty {@code raw_data} says that there are no elements. */
    private static void data(OutMessage out, TensorData data, Layout layout) {
        if (data instanceof TensorData.Encoded encoded
                && encoded.layout() == layout
                && (layout == Layout.RAW || encoded.bytes().size() > 0)) {
            out.payload(LayoutFields.numberOf(layout), encoded.bytes());
        }
    }

    private static void strings(OutMessage out, TensorData data) {
        if (data instanceof TensorData.Strings strings) {
            strings.values().forEach(value -> out.bytes(TensorProto.STRING_DATA_FIELD_NUMBER, value));
        }
    }
}
