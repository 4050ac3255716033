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

    /** The content of a tensor output of the body; null where unknown. */
    @Nullable
    SymbolicTensor value(int output) {
        return scope.value(body.outputs().get(output).name());
    }

    /** What is known of an output of the body; nothing beyond the last. */
    KnownValue known(int output) {
        return output < size()
                ? new KnownValue(
                        type(output), scope.content(body.outputs().get(output).name()))
                : KnownValue.NOTHING;
    }

    List<String> names() {
        return body.outputs().stream().map(output -> output.name()).toList();
    }
}
