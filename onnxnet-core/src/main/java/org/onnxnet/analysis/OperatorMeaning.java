package org.onnxnet.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.OpId;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorSchema.Occurrence;
import org.onnxnet.schema.OperatorTable;

/**
 * Which versions of an operator mean the same. A new version often only admits more types or more ways to write the same
 * thing (a negative axis, say); networks that use either version are then the same network.
 */
final class OperatorMeaning {
    /** Versions that read alike but compute something else than the one before; since 7, {@code PRelu} broadcasts from the right. */
    private static final Map<OpId, List<Integer>> SILENT_CHANGES = Map.of(OpId.of("PRelu"), List.of(7));

    /** By operator of the standard; every network has convolutions, and comparing definitions takes a while. */
    private static final Map<OpId, Map<Integer, Integer>> SINCE = new ConcurrentHashMap<>();

    private OperatorMeaning() {}

    /**
     * The first operator set version since which an operator means what it means in {@code opset}; {@code opset} itself for
     * an operator that the standard does not define.
     */
    static long since(OpId op, long opset) {
        OperatorSchema schema = OperatorTable.standard().find(op, opset);
        if (schema == null) {
            return opset;
        }
        return SINCE.computeIfAbsent(op, OperatorMeaning::ofAllVersions).getOrDefault(schema.since(), schema.since());
    }

    /** For each version of an operator, the first that means the same. */
    private static Map<Integer, Integer> ofAllVersions(OpId op) {
        Map<Integer, Integer> all = new HashMap<>();
        List<OperatorSchema> history = OperatorTable.standard().history(op);
        int first = 0;
        for (int at = 0; at < history.size(); at++) {
            if (at > 0 && !meansTheSame(history.get(at - 1), history.get(at))) {
                first = at;
            }
            all.put(history.get(at).since(), history.get(first).since());
        }
        return all;
    }

    private static boolean meansTheSame(OperatorSchema older, OperatorSchema newer) {
        return !SILENT_CHANGES.getOrDefault(newer.op(), List.of()).contains(newer.since())
                && Signature.of(older).equals(Signature.of(newer));
    }

    /** Everything of a definition but the types. */
    private record Signature(
            boolean deprecated,
            List<Occurrence> inputs,
            List<Occurrence> outputs,
            List<AttributeSignature> attributes) {
        static Signature of(OperatorSchema schema) {
            List<AttributeSignature> attributes = new ArrayList<>();
            schema.attributes()
                    .forEach(a ->
                            attributes.add(new AttributeSignature(a.name(), a.kind(), a.required(), a.fallback())));
            attributes.sort(java.util.Comparator.comparing(AttributeSignature::name));
            return new Signature(
                    schema.deprecated(),
                    schema.inputs().stream()
                            .map(OperatorSchema.Parameter::occurrence)
                            .toList(),
                    schema.outputs().stream()
                            .map(OperatorSchema.Parameter::occurrence)
                            .toList(),
                    attributes);
        }
    }

    private record AttributeSignature(
            String name,
            AttributeKind kind,
            boolean required,
            @Nullable Attribute fallback) {}
}
