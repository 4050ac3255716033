package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/**
 * Types in JSON: {@code type} is an element type such as {@code FLOAT} (or {@code seq(FLOAT[2])} and the like), and
 * {@code shape} a list of numbers, names of dimensions, and null for unknown ones; null as a whole for an unknown rank.
 */
final class TypeJson {
    private TypeJson() {}

    static void putInto(ObjectNode json, @Nullable ValueType type) {
        if (type instanceof ValueType.OfTensor tensor) {
            json.put("type", tensor.elementType().toString());
            putShape(json, tensor.shape());
        } else {
            json.put("type", type == null ? null : type.toString());
        }
    }

    private static void putShape(ObjectNode json, @Nullable Shape shape) {
        if (shape == null) {
            json.putNull("shape");
            return;
        }
        ArrayNode dims = json.putArray("shape");
        for (Dim dim : shape.dims()) {
            if (dim instanceof Dim.Known known) {
                dims.add(known.value());
            } else if (dim instanceof Dim.Symbolic symbolic) {
                dims.add(symbolic.expression());
            } else {
                dims.addNull();
            }
        }
    }
}
