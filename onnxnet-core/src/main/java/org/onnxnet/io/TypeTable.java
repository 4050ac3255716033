package org.onnxnet.io;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ValueType;

/** The types of the values of one graph, most of which have the type of some other value: each is decoded once. */
final class TypeTable {
    /** Networks have some dozens; a file made to fill a hash table with what collides must not get far. */
    private static final int MAX_TYPES = 1000;

    private final Map<Bytes, ValueType> exact = new HashMap<>();

    /** As {@link TypeDecoder#decode(Bytes, ExtrasBuilder)}. */
    @Nullable
    ValueType decode(Bytes encoded, ExtrasBuilder extras) {
        ValueType known = exact.get(encoded);
        if (known != null) {
            return known;
        }
        ValueType type = TypeDecoder.decode(encoded, extras);
        if (exact.size() < MAX_TYPES && type != null && !extras.hasType()) {
            exact.put(encoded, type);
        }
        return type;
    }
}
