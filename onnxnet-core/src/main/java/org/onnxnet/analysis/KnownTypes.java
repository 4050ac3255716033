package org.onnxnet.analysis;

import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.SymbolicTensor;

/**
 * What is known of the values of a graph: what was inferred, else what the file declares, else what the graph around it
 * knows.
 */
final class KnownTypes {
    private final Graph graph;
    private final @Nullable InferredTypes model;
    private final @Nullable KnownTypes outer;

    private KnownTypes(Graph graph, @Nullable InferredTypes model, @Nullable KnownTypes outer) {
        this.graph = graph;
        this.model = model;
        this.outer = outer;
    }

    /** Declared types only. */
    static KnownTypes declared(Graph graph) {
        return new KnownTypes(graph, null, null);
    }

    /** Types inferred for a model, of its main graph. */
    static KnownTypes inferred(Graph graph, InferredTypes model) {
        return new KnownTypes(graph, model, null);
    }

    /** The same for a graph inside this one. */
    KnownTypes inside(Graph body) {
        return new KnownTypes(body, model, this);
    }

    @Nullable
    ValueType type(String value) {
        InferredTypes here = here();
        ValueType found = here == null ? null : here.type(value);
        if (found == null) {
            found = graph.declaredType(value);
        }
        return found != null || outer == null ? found : outer.type(value);
    }

    /** The shape of a tensor; null where the value is no tensor, is unknown, or has an unknown rank. */
    @Nullable
    Shape shape(String value) {
        return type(value) instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
    }

    /** The content of a small integer tensor, or null. */
    @Nullable
    SymbolicTensor content(String value) {
        InferredTypes here = here();
        SymbolicTensor found = here == null ? null : here.value(value);
        return found != null || outer == null ? found : outer.content(value);
    }

    private @Nullable InferredTypes here() {
        return model != null && model.knows(graph) ? model.of(graph) : null;
    }
}
