package org.onnxnet.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.ValueType;

/** What a body gives for its outputs. */
record BodyTypes(Graph body, NodeScope scope) {
    int size() {
        return body.outputs().size();
    }

    /** The type of an output of the body; null where unknown. */
    @Nullable
    ValueType type(int output) {
        return scope.type(body.outputs().get(output).name());
    }

    /** The content of an output of the body; null where unknown. */
    @Nullable
    SymbolicTensor value(int output) {
        return scope.value(body.outputs().get(output).name());
    }

    List<String> names() {
        return body.outputs().stream().map(output -> output.name()).toList();
    }
}
