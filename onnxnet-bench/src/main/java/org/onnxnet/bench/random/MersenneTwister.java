package org.onnxnet.bench.random;

/**
 * MT19937, the generator behind Python's {@code random} and NumPy's {@code RandomState}, with its two ways of seeding
 * (Matsumoto and Nishimura, 1998; the initialisation of 2002). Not thread-safe.
 */
public final class MersenneTwister {
    private static final int N = 624;
    private static final int M = 397;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7FFFFFFF;
    private static final int MATRIX = 0x9908B0DF;

    private final int[] state = new int[N];
    private int next = N;

    private MersenneTwister() {}

    /** Seeded by one number ({@code init_genrand}), as {@code numpy.random.RandomState(seed)} is. */
    public static MersenneTwister ofSeed(int seed) {
        MersenneTwister generator = new MersenneTwister();
        generator.fill(seed);
        return generator;
    }

    /** Seeded by an array of at least one number ({@code init_by_array}), as Python's {@code random.seed} does. */
    public static MersenneTwister ofKey(int... key) {
        MersenneTwister generator = ofSeed(19650218);
        generator.mix(key);
        return generator;
    }

    private void fill(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    private void mix(int[] key) {
        int i = 1;
        int j = 0;
        for (int k = Math.max(N, key.length); k > 0; k--) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525)) + key[j] + j;
            i = after(i);
            j = (j + 1) % key.length;
        }
        for (int k = N - 1; k > 0; k--) {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941)) - i;
            i = after(i);
        }
        state[0] = UPPER;
    }

    private int after(int i) {
        if (i == N - 1) {
            state[0] = state[N - 1];
            return 1;
        }
        return i + 1;
    }

    /** The next 32 bits ({@code genrand_int32}). */
    public int nextInt() {
        if (next == N) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & UPPER) | (state[(i + 1) % N] & LOWER);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX);
        }
        next = 0;
    }
}
