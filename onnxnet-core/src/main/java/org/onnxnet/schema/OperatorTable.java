package org.onnxnet.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.OpId;

/** All operators of the ONNX standard in all their versions, and those that ONNX Runtime adds. Immutable and safe to share between threads. */
public final class OperatorTable {
    private final Map<OpId, NavigableMap<Integer, OperatorSchema>> versions = new HashMap<>();
    private final long newestOpset;

    OperatorTable(List<OperatorSchema> schemas) {
        for (OperatorSchema schema : schemas) {
            versions.computeIfAbsent(schema.op(), op -> new TreeMap<>()).put(schema.since(), schema);
        }
        newestOpset = newestOpset(versions);
    }

    /** The table of the releases of ONNX and ONNX Runtime that this library knows. */
    public static OperatorTable standard() {
        return Standard.TABLE;
    }

    /** The definition of an operator that an operator set version uses; null where there is none. */
    public @Nullable OperatorSchema find(OpId op, long opset) {
        NavigableMap<Integer, OperatorSchema> history = versions.get(op);
        if (history == null) {
            return null;
        }
        Map.Entry<Integer, OperatorSchema> found =
                history.floorEntry((int) Math.max(0, Math.min(opset, Integer.MAX_VALUE)));
        return found == null ? null : found.getValue();
    }

    /** The newest version of the default operator set in which some operator changed. */
    public long newestOpset() {
        return newestOpset;
    }

    private static long newestOpset(Map<OpId, NavigableMap<Integer, OperatorSchema>> versions) {
        return versions.entrySet().stream()
                .filter(entry -> entry.getKey().isDefaultDomain())
                .mapToInt(entry -> entry.getValue().lastKey())
                .max()
                .orElse(0);
    }

    /** Every operator that has a definition in some version. */
    public Set<OpId> operators() {
        return Set.copyOf(versions.keySet());
    }

    /** All definitions of an operator, oldest first; empty where there are none. */
    public List<OperatorSchema> history(OpId op) {
        NavigableMap<Integer, OperatorSchema> history = versions.get(op);
        return history == null ? List.of() : List.copyOf(history.values());
    }

    // Read when first asked for: a program that only loads files does not pay for it.
    private static final class Standard {
        static final OperatorTable TABLE = new OperatorTable(OperatorTableReader.readAll());
    }
}
