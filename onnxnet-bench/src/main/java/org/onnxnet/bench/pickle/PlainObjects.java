package org.onnxnet.bench.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Bytes;

/** The few objects that are data though a pickle makes them by a call. */
final class PlainObjects {
    private PlainObjects() {}

    /** What a call gives: plain data, a type of NumPy, or an object that is not looked into. */
    static Object call(String function, @Nullable Object arguments) {
        List<?> given = arguments instanceof List<?> list ? list : List.of();
        return switch (function) {
            case "collections.OrderedDict", "collections.defaultdict" -> orderedDict(given);
            case "_codecs.encode" -> encoded(given);
            case "builtins.set", "__builtin__.set" -> set(given);
            case "numpy.dtype" -> new Opaque("numpy.dtype " + (given.isEmpty() ? "" : given.get(0)));
            case "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar" -> numpyScalar(given);
            default -> new Opaque(function);
        };
    }

    /** Sets the state of an object, which changes nothing that is plain data. */
    static @Nullable Object build(@Nullable Object made, @Nullable Object state) {
        // NumPy's byte order, the only state that matters, is "<" or "|" wherever these archives were made.
        return made;
    }

    /** Older Python passes the items: a list of pairs. */
    private static Map<@Nullable Object, @Nullable Object> orderedDict(List<?> given) {
        Map<@Nullable Object, @Nullable Object> dict = new LinkedHashMap<>();
        if (!given.isEmpty() && given.get(0) instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof List<?> pair && pair.size() == 2 && isPlain(pair.get(0))) {
                    dict.put(pair.get(0), pair.get(1));
                }
            }
        }
        return dict;
    }

    /** How protocol 2 writes bytes: a text of Latin-1 to encode. */
    private static Object encoded(List<?> given) {
        return given.size() == 2 && given.get(0) instanceof String text && "latin1".equals(given.get(1))
                ? Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1))
                : new Opaque("_codecs.encode");
    }

    private static Object set(List<?> given) {
        Set<@Nullable Object> items = new LinkedHashSet<>();
        for (Object item : !given.isEmpty() && given.get(0) instanceof List<?> list ? list : List.of()) {
            if (!isPlain(item)) {
                return new Opaque("set");
            }
            items.add(item);
        }
        return items;
    }

    private static boolean isPlain(@Nullable Object key) {
        return key == null || key instanceof String || key instanceof Number;
    }

    private static Object numpyScalar(List<?> given) {
        if (given.size() == 2 && given.get(0) instanceof Opaque type && given.get(1) instanceof Bytes bytes) {
            ByteBuffer buffer = bytes.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
            String name = type.name();
            if (name.equals("numpy.dtype f8") && buffer.remaining() == 8) {
                return buffer.getDouble();
            }
            if (name.equals("numpy.dtype f4") && buffer.remaining() == 4) {
                return (double) buffer.getFloat();
            }
            if (name.equals("numpy.dtype i8") && buffer.remaining() == 8) {
                return buffer.getLong();
            }
            if (name.equals("numpy.dtype i4") && buffer.remaining() == 4) {
                return (long) buffer.getInt();
            }
        }
        return new Opaque("numpy scalar");
    }
}
