package org.onnxnet.shape;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** What is known where a node stands: the types and contents of the values it may read, and the operator sets. */
public interface NodeScope {
    /** The type of a value of this graph or an enclosing one; null where unknown. */
    @Nullable
    ValueType type(String value);

    /** The content of a small value of this graph or an enclosing one; null where unknown. */
    @Nullable
    SymbolicTensor value(String value);

    /** The content of a value as far as it is known, sequences and optional values included; null where it is not. */
    default @Nullable Content content(String value) {
        return value(value);
    }

    /** The tensor that a value always is, however large; null where it is none. */
    default @Nullable Tensor constant(String value) {
        return null;
    }

    /** The version of an operator set, by normalised domain; 1 where it is not imported. */
    long opset(String domain);

    /** The model-local function that a node calls; null where it calls none. */
    default @Nullable Function function(Node node) {
        return null;
    }
}
