package org.onnxnet.shape;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** What is known of the values of one graph or function body while it is being inferred. Constants are read when asked for. */
final class Scope implements NodeScope {
    private final @Nullable Graph graph;
    private final @Nullable NodeScope outer;
    private final Map<String, Long> opsets;
    private final Inference inference;
    private final Map<String, ValueType> types = new LinkedHashMap<>();
    private final Map<String, Content> contents = new ConcurrentHashMap<>();
    private final Map<String, Tensor> constants = new HashMap<>();

    /** The scope of a graph inside another, or of the main graph if {@code outer} is null. */
    Scope(Inference inference, @Nullable Graph graph, @Nullable NodeScope outer, Map<String, Long> opsets) {
        this.inference = inference;
        this.graph = graph;
        this.outer = outer;
        this.opsets = opsets;
    }

    @Override
    public @Nullable ValueType type(String value) {
        ValueType own = types.get(value);
        return own != null || outer == null || isOwn(value) ? own : outer.type(value);
    }

    @Override
    public @Nullable SymbolicTensor value(String value) {
        return content(value) instanceof SymbolicTensor tensor ? tensor : null;
    }

    @Override
    public @Nullable Content content(String value) {
        Content own = contents.get(value);
        if (own != null) {
            return own;
        }
        Tensor constant = constants.get(value);
        if (constant != null) {
            return read(constant);
        }
        return outer != null && seesOuter(value) ? outer.content(value) : null;
    }

    @Override
    public @Nullable Tensor constant(String value) {
        Tensor own = constants.get(value);
        return own == null && outer != null && seesOuter(value) ? outer.constant(value) : own;
    }

    /** The reference implementation does not see the constants of enclosing graphs. */
    private boolean seesOuter(String value) {
        return !isOwn(value) && inference.followsValues();
    }

    private @Nullable SymbolicTensor read(Tensor constant) {
        try {
            SymbolicTensor read = SymbolicTensor.of(constant);
            if (read != null) {
                contents.put(constant.name(), read);
            }
            return read;
        } catch (OnnxNetException e) {
            inference.problem(new ShapeProblem("tensor '" + constant.name() + "'", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private boolean isOwn(String value) {
        return types.containsKey(value) || (graph != null && defines(graph, value));
    }

    private static boolean defines(Graph graph, String value) {
        return graph.producerOf(value) != null || graph.isInput(value) || graph.initializer(value) != null;
    }

    @Override
    public long opset(String domain) {
        Long version = opsets.get(OpId.normalDomain(domain));
        return version != null ? version : outer != null ? outer.opset(domain) : 1;
    }

    @Override
    public @Nullable Function function(Node node) {
        return inference.function(node);
    }

    void setType(String value, ValueType type) {
        types.put(value, type);
    }

    void setContent(String value, Content content) {
        contents.put(value, content);
    }

    void setConstant(String value, Tensor constant) {
        constants.put(value, constant.withName(value));
    }

    /** The types of the values that this graph defines, in the order in which they became known. */
    Map<String, ValueType> types() {
        return types;
    }
}
