package org.onnxnet.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ValueType;

/** Gives named dimensions the names {@code n1}, {@code n2}, ... in the order in which it meets them. */
final class SymbolNames {
    private final Map<String, String> names = new LinkedHashMap<>();

    /** The new names by the old. */
    Map<String, String> names() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    @Nullable
    ValueType rename(@Nullable ValueType type) {
        return type == null ? null : type.mapDims(this::rename);
    }

    private Dim rename(Dim dim) {
        return dim instanceof Dim.Symbolic symbolic
                ? Dim.of(names.computeIfAbsent(symbolic.expression(), e -> "n" + (names.size() + 1)))
                : dim;
    }
}
