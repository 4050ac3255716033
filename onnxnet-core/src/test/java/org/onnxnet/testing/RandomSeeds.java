package org.onnxnet.testing;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random generators that depend on nothing but numbers, the same on every JDK. */
final class RandomSeeds {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("SplittableRandom");

    private RandomSeeds() {}

    /** A generator of its own for each purpose, so that one more draw in one place leaves the others alone. */
    static RandomGenerator generator(long seed, long purpose) {
        RandomGenerator mixer = FACTORY.create(seed);
        return FACTORY.create(mixer.nextLong() ^ (purpose * 0x9E3779B97F4A7C15L));
    }
}
