package org.onnxnet.bench.random;

/** NumPy's legacy {@code RandomState(seed)}, whose sequences its authors froze. Not thread-safe. */
public final class NumpyRandom {
    private final MersenneTwister generator;

    /** @param seed any 32 bits; as an unsigned number, NumPy's seed */
    public NumpyRandom(int seed) {
        generator = MersenneTwister.ofSeed(seed);
    }

    /** {@code permutation(length)}: the numbers from 0 to {@code length - 1}, in NumPy's order. */
    public int[] permutation(int length) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            order[i] = i;
        }
        for (int i = length - 1; i > 0; i--) {
            int j = upTo(i);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    /** Uniform from 0 to {@code most}: low bits, drawn again while they are too large. */
    private int upTo(int most) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(most);
        int drawn;
        do {
            drawn = generator.nextInt() & mask;
        } while (drawn > most);
        return drawn;
    }
}
