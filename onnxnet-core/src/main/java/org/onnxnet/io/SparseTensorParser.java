package org.onnxnet.io;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.proto.SparseTensorProto;

/** {@code SparseTensorProto} to {@link SparseTensor}. */
final class SparseTensorParser {
    private final TensorParser values;
    private final TensorParser indices;
    private final List<Dim> dims = new ArrayList<>();
    private final ExtrasBuilder extras = new ExtrasBuilder(SparseTensorProto::getDescriptor);

    SparseTensorParser(TensorStore store) {
        this.values = new TensorParser(store);
        this.indices = new TensorParser(store);
    }

    static SparseTensor parse(WireReader in, TensorStore store) {
        SparseTensorParser parser = new SparseTensorParser(store);
        parser.merge(in);
        return parser.build(in);
    }

    String name() {
        return values.name();
    }

    /** Takes in the fields of a message; of several, as if they were one. */
    void merge(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case SparseTensorProto.VALUES_FIELD_NUMBER -> values.merge(in.message());
                case SparseTensorProto.INDICES_FIELD_NUMBER -> indices.merge(in.message());
                case SparseTensorProto.DIMS_FIELD_NUMBER -> in.varints(dim -> dims.add(TensorParser.dim(in, dim)));
                default -> extras.keep(in);
            }
        }
    }

    SparseTensor build(WireReader in) {
        return new SparseTensor(values.build(in), indices.build(in), new Shape(dims), extras.build());
    }
}
