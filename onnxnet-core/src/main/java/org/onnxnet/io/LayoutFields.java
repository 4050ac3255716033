package org.onnxnet.io;

import org.onnxnet.graph.TensorData.Layout;
import org.onnxnet.proto.TensorProto;

/** Which field of {@code TensorProto} a layout stands for. */
final class LayoutFields {
    private LayoutFields() {}

    static int numberOf(Layout layout) {
        return switch (layout) {
            case RAW -> TensorProto.RAW_DATA_FIELD_NUMBER;
            case FLOAT_DATA -> TensorProto.FLOAT_DATA_FIELD_NUMBER;
            case INT32_DATA -> TensorProto.INT32_DATA_FIELD_NUMBER;
            case INT64_DATA -> TensorProto.INT64_DATA_FIELD_NUMBER;
            case DOUBLE_DATA -> TensorProto.DOUBLE_DATA_FIELD_NUMBER;
            case UINT64_DATA -> TensorProto.UINT64_DATA_FIELD_NUMBER;
        };
    }

    static String nameOf(Layout layout) {
        return layout == Layout.RAW ? "raw_data" : layout.name().toLowerCase(java.util.Locale.ROOT);
    }
}
