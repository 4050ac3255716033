package org.onnxnet.bench.space.nasbench101;

import java.util.stream.IntStream;

/**
 * From a published hash to its class. Holds the first half of each hash and compares all of it when asked. Made from all
 * classes when first asked for, on all processors.
 */
final class HashIndex {
    private static final int CHUNK = 4096;

    private final Classes classes;
    private final LongIndex byPrefix;

    private static final class Holder {
        private static final HashIndex ALL = new HashIndex(Classes.all());
    }

    private HashIndex(Classes classes) {
        this.classes = classes;
        long[] prefixes = new long[classes.count()];
        IntStream.range(0, prefixes.length / CHUNK + 1).parallel().forEach(chunk -> {
            GraphHash hash = new GraphHash();
            int end = Math.min(prefixes.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i++) {
                prefixes[i] = prefix(classes.hash(i, hash));
            }
        });
        byPrefix = new LongIndex(prefixes.length);
        for (int i = 0; i < prefixes.length; i++) {
            byPrefix.put(prefixes[i], i);
        }
    }

    static HashIndex all() {
        return Holder.ALL;
    }

    /** The number of the class with a hash of 32 lower-case digits, or -1. */
    int indexOf(String hash) {
        int index = byPrefix.get(prefix(hash));
        return index >= 0 && classes.hash(index, new GraphHash()).equals(hash) ? index : -1;
    }

    private static long prefix(String hash) {
        return Long.parseUnsignedLong(hash.substring(0, 16), 16);
    }
}
