package org.onnxnet.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the model-local function that a node calls, by domain, name and overload. */
public final class FunctionTable {
    private record Key(OpId id, String overload) {}

    private final Map<Key, Function> functions = new HashMap<>();

    /** Of functions of one name and overload the first counts. */
    public FunctionTable(List<Function> functions) {
        functions.forEach(f -> this.functions.putIfAbsent(new Key(f.id(), f.overload()), f));
    }

    /** The function that a node calls; null where it calls none. */
    public @Nullable Function find(Node node) {
        return functions.isEmpty() ? null : functions.get(new Key(node.op(), node.overload()));
    }
}
