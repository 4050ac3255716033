package org.onnxnet.predictor.proxy;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Collects which numbers are above 0, one bit a number; what one unit gives starts a new word. */
final class BitWriter {
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private final float[] piece = new float[Long.SIZE];
    private long[] codes = new long[1024];
    private int[] weights = new int[1024];
    private int words;
    private long bits;

    /** @param weight how often each of the numbers counts */
    void add(FloatBuffer values, int weight) {
        bits += (long) weight * values.remaining();
        int added = (values.remaining() + Long.SIZE - 1) / Long.SIZE;
        if (words + added > codes.length) {
            codes = Arrays.copyOf(codes, 2 * (words + added));
            weights = Arrays.copyOf(weights, codes.length);
        }
        Arrays.fill(weights, words, words + added, weight);
        while (values.hasRemaining()) {
            int length = Math.min(piece.length, values.remaining());
            values.get(piece, 0, length);
            codes[words++] = word(length);
        }
    }

    private long word(int length) {
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (long) aboveZero(Float.floatToRawIntBits(piece[i])) << i;
        }
        return word;
    }

    /** The same as {@code value > 0}, without a branch: half of these numbers are, at random, and no processor guesses that. */
    private static int aboveZero(int raw) {
        return (-raw & ~raw & (raw - INFINITY - 1)) >>> (Integer.SIZE - 1);
    }

    long[] codes() {
        return Arrays.copyOf(codes, words);
    }

    int[] weights() {
        return Arrays.copyOf(weights, words);
    }

    /** How many bits count, each as often as it does. */
    long bits() {
        return bits;
    }
}
