package org.onnxnet.encoder.fold;

import java.util.Arrays;

/**
 * The suffixes of a sequence of numbers in order, with the lengths of the prefixes that neighbours share (Manber and Myers
 * 1993, Kasai et al. 2001).
 */
final class SuffixOrder {
    /** So many bits hold a rank or a place, so that two ranks and a place fit a long. */
    private static final int BITS = 21;

    static final int MAX_LENGTH = (1 << BITS) - 2;

    /** The suffixes by where they start. */
    final int[] order;

    /** How many numbers a suffix shares with the one before it in the order. */
    final int[] shared;

    /** @param sequence of numbers from 1 to {@code MAX_LENGTH} */
    SuffixOrder(int[] sequence) {
        int n = sequence.length;
        int[] ranks = sequence.clone();
        long[] keys = new long[n];
        order = new int[n];
        for (int width = 0; ; width = width == 0 ? 1 : 2 * width) {
            for (int i = 0; i < n; i++) {
                long second = width == 0 || i + width >= n ? 0 : ranks[i + width];
                keys[i] = ((long) ranks[i] << (2 * BITS)) | (second << BITS) | i;
            }
            Arrays.sort(keys);
            int distinct = 0;
            for (int i = 0; i < n; i++) {
                order[i] = (int) (keys[i] & ((1 << BITS) - 1));
                distinct += i == 0 || keys[i] >> BITS != keys[i - 1] >> BITS ? 1 : 0;
                ranks[order[i]] = distinct;
            }
            if (distinct == n) {
                break;
            }
        }
        shared = shared(sequence, ranks);
    }

    private int[] shared(int[] sequence, int[] ranks) {
        int n = sequence.length;
        int[] lengths = new int[n];
        int length = 0;
        for (int i = 0; i < n; i++) {
            int place = ranks[i] - 1;
            if (place == 0) {
                length = 0;
                continue;
            }
            int before = order[place - 1];
            while (i + length < n && before + length < n && sequence[i + length] == sequence[before + length]) {
                length++;
            }
            lengths[place] = length;
            length = Math.max(0, length - 1);
        }
        return lengths;
    }
}
