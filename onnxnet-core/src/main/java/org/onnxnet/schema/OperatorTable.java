package org.onnxnet.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.OpId;

/** All operators of the ONNX standard in all their versions, and those that ONNX Runtime adds. Immutable and safe to share between threads. */
public final class OperatorTable {
    /** All definitions of an operator, oldest first: two or three, so looking at one after the other is the fastest way. */
    private final Map<OpId, List<OperatorSchema>> versions;

    private final long newestOpset;

    OperatorTable(List<OperatorSchema> schemas) {
        versions = schemas.stream()
                .sorted(Comparator.comparingInt(OperatorSchema::since))
                .collect(Collectors.groupingBy(OperatorSchema::op, Collectors.toUnmodifiableList()));
        newestOpset = versions.values().stream()
                .map(history -> history.get(history.size() - 1))
                .filter(newest -> newest.op().isDefaultDomain())
                .mapToInt(OperatorSchema::since)
                .max()
                .orElse(0);
    }

    /** The table of the releases of ONNX and ONNX Runtime that this library knows. */
    public static OperatorTable standard() {
        return Standard.TABLE;
    }

    /** The definition of an operator that an operator set version uses; null where there is none. */
    public @Nullable OperatorSchema find(OpId op, long opset) {
        List<OperatorSchema> history = versions.getOrDefault(op, List.of());
        for (int i = history.size() - 1; i >= 0; i--) {
            OperatorSchema schema = history.get(i);
            if (schema.since() <= opset) {
                return schema;
            }
        }
        return null;
    }

    /** The newest version of the default operator set in which some operator changed. */
    public long newestOpset() {
        return newestOpset;
    }

    /** Every operator that has a definition in some version. */
    public Set<OpId> operators() {
        return Set.copyOf(versions.keySet());
    }

    /** All definitions of an operator, oldest first; empty where there are none. */
    public List<OperatorSchema> history(OpId op) {
        return versions.getOrDefault(op, List.of());
    }

    // Read when first asked for: a program that only loads files does not pay for it.
    private static final class Standard {
        static final OperatorTable TABLE = new OperatorTable(OperatorTableReader.readAll());
    }
}
