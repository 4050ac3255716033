package org.onnxnet.bench.space.nasbench101;

import java.util.Arrays;

/** A map from 64-bit keys to numbers of 0 or more: open addressing without boxes. A key may be put more than once. */
final class LongIndex {
    private static final int FREE = -1;

    private final long[] keys;
    private final int[] values;

    /** @param capacity the most entries that will be put */
    LongIndex(int capacity) {
        int size = Integer.highestOneBit(Math.max(1, capacity)) * 4;
        keys = new long[size];
        values = new int[size];
        Arrays.fill(values, FREE);
    }

    /** The number of a key, or -1. */
    int get(long key) {
        int slot = slot(key);
        while (values[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return values[slot];
    }

    void put(long key, int value) {
        int slot = slot(key);
        while (values[slot] != FREE) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        values[slot] = value;
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & (keys.length - 1);
    }
}
