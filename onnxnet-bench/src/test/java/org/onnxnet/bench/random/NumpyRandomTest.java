package org.onnxnet.bench.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NumpyRandomTest {
    /** {@code numpy.random.RandomState(seed).permutation(n)}, NumPy 2.4.6. */
    @Test
    void permutesAsNumpyDoes() {
        assertThat(new NumpyRandom(42).permutation(12)).containsExactly(10, 9, 0, 8, 5, 2, 1, 11, 4, 7, 3, 6);
        assertThat(new NumpyRandom(0).permutation(5)).containsExactly(2, 0, 1, 3, 4);
    }

    @Property
    void everyNumberIsThereOnce(@ForAll int seed, @ForAll @IntRange(max = 300) int length) {
        assertThat(new NumpyRandom(seed).permutation(length))
                .containsExactlyInAnyOrder(IntStream.range(0, length).toArray());
    }
}
