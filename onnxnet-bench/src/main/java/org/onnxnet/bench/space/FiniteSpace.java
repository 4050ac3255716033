package org.onnxnet.bench.space;

import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;

/**
 * A search space whose architectures are numbered from 0, as in its publication where that numbers them.
 *
 * @param <A> an architecture
 */
public interface FiniteSpace<A> extends SearchSpace<A> {
    /** How many architectures there are. */
    long count();

    /**
     * The architecture of a number.
     *
     * @throws BenchException if the number is not from 0 to {@code count() - 1}
     */
    A architecture(long index);

    /**
     * The number of an architecture.
     *
     * @throws BenchException if the architecture is not in the space
     */
    long indexOf(A architecture);

    /** All architectures in the order of their numbers, made one by one as the stream goes. */
    default Stream<A> enumerate() {
        return LongStream.range(0, count()).mapToObj(this::architecture);
    }

    @Override
    default A sample(RandomGenerator random) {
        return architecture(random.nextLong(count()));
    }

    /**
     * Refuses a number that no architecture has.
     *
     * @throws BenchException if the number is not from 0 to {@code count() - 1}
     */
    default void requireIndex(long index) {
        if (index < 0 || index >= count()) {
            throw new BenchException(name() + " has no architecture " + index + ", wanted 0 to " + (count() - 1));
        }
    }
}
