package org.onnxnet.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one graph declares, by name. Where a file declares a name twice, the first wins. */
final class Declarations {
    private final Map<String, Value> inputs = new HashMap<>();
    private final Map<String, Value> outputs = new HashMap<>();
    private final Map<String, Value> valueInfo = new HashMap<>();
    private final Map<String, Tensor> initializers = new HashMap<>();
    private final Set<String> sparse = new HashSet<>();

    Declarations(Graph graph) {
        graph.inputs().forEach(value -> inputs.putIfAbsent(value.name(), value));
        graph.outputs().forEach(value -> outputs.putIfAbsent(value.name(), value));
        graph.valueInfo().forEach(value -> valueInfo.putIfAbsent(value.name(), value));
        graph.initializers().forEach(tensor -> initializers.putIfAbsent(tensor.name(), tensor));
        graph.sparseInitializers().forEach(tensor -> sparse.add(tensor.name()));
    }

    @Nullable
    Value input(String value) {
        return inputs.get(value);
    }

    boolean isOutput(String value) {
        return outputs.containsKey(value);
    }

    @Nullable
    Tensor initializer(String value) {
        return initializers.get(value);
    }

    /** Whether a value is there before any node has run. */
    boolean isGiven(String value) {
        return inputs.containsKey(value) || initializers.containsKey(value) || sparse.contains(value);
    }

    @Nullable
    ValueType type(String value) {
        for (Map<String, Value> declarations : List.of(inputs, outputs, valueInfo)) {
            Value declared = declarations.get(value);
            if (declared != null && declared.type() != null) {
                return declared.type();
            }
        }
        Tensor initializer = initializers.get(value);
        return initializer == null ? null : initializer.type();
    }
}
