package org.onnxnet.shape;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.ValueType;

/** What is known where a node stands: the types and contents of the values it may read, and the operator sets. */
public interface NodeScope {
    /** The type of a value of this graph or an enclosing one; null where unknown. */
    @Nullable
    ValueType type(String value);

    /** The content of a small value of this graph or an enclosing one; null where unknown. */
    @Nullable
    SymbolicTensor value(String value);

    /** The version of an operator set, by normalised domain; 1 where it is not imported. */
    long opset(String domain);

    /** The model-local function that a node calls; null where it calls none. */
    default @Nullable Function function(Node node) {
        return null;
    }
}
