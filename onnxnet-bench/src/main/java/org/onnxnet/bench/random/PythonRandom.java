package org.onnxnet.bench.random;

/** Python 3's {@code random.Random} after {@code seed(n)}. Not thread-safe. */
public final class PythonRandom {
    private final MersenneTwister generator;

    /** @param seed not negative, as lists are published with small seeds */
    public PythonRandom(int seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("seed " + seed + " is negative, wanted 0 or more");
        }
        generator = MersenneTwister.ofKey(seed);
    }

    /** {@code randrange(bound)}: uniform from 0 to {@code bound - 1}. */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound is " + bound + ", wanted 1 or more");
        }
        int unused = Integer.numberOfLeadingZeros(bound);
        int drawn;
        do {
            drawn = generator.nextInt() >>> unused;
        } while (drawn >= bound);
        return drawn;
    }

    /** {@code shuffle}: the same order as Python gives a list of this length. */
    public void shuffle(int[] list) {
        for (int i = list.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int kept = list[i];
            list[i] = list[j];
            list[j] = kept;
        }
    }
}
