package org.onnxnet.bench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
    /** The first lines of {@code mt19937ar.out}, which its authors publish with the generator. */
    @Test
    void givesThePublishedSequenceForAKey() {
        MersenneTwister generator = MersenneTwister.ofKey(0x123, 0x234, 0x345, 0x456);

        assertThat(IntStream.generate(generator::nextInt).limit(5).mapToLong(Integer::toUnsignedLong))
                .containsExactly(1067595299L, 955945823L, 477289528L, 4107218783L, 4228976476L);
    }

    /** The C++ standard asks this of {@code std::mt19937} with its default seed. */
    @Test
    void givesTheStandardsTenThousandthNumberForASeed() {
        MersenneTwister generator = MersenneTwister.ofSeed(5489);

        assertThat(IntStream.generate(generator::nextInt)
                        .skip(9_999)
                        .findFirst()
                        .orElseThrow())
                .isEqualTo((int) 4123659995L);
    }

    /** {@code random.seed(88); [random.randrange(n) for n in (5, 7, 100, 15625)]} and {@code random.shuffle(range(8))}. */
    @Test
    void drawsAndShufflesAsPythonDoes() {
        PythonRandom random = new PythonRandom(88);
        assertThat(IntStream.of(5, 7, 100, 15625).map(random::nextInt)).containsExactly(3, 1, 42, 14785);

        int[] list = IntStream.range(0, 8).toArray();
        new PythonRandom(88).shuffle(list);
        assertThat(list).containsExactly(4, 3, 5, 0, 7, 2, 1, 6);
    }

    @Test
    void refusesWhatPythonWouldTreatOtherwise() {
        assertThatThrownBy(() -> new PythonRandom(-1))
                .hasMessageContaining("-1")
                .hasMessageContaining("0 or more");
        assertThatThrownBy(() -> new PythonRandom(1).nextInt(0)).hasMessageContaining("1 or more");
    }
}
