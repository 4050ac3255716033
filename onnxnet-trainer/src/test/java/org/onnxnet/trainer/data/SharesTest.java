package org.onnxnet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    private static List<Integer> texts(MicroBatches share) {
        return share.portions().stream().flatMap(List::stream).toList();
    }

    @Test
    void everyTextIsDealtOnceAndTheSharesAreAlike() {
        int[] lengths = new Random(3).ints(200, 1, 9).map(blocks -> 64 * blocks).toArray();
        Shares shares = Shares.of(lengths.length, i -> lengths[i], 4096, 3);
        assertThat(shares.each().stream().flatMap(share -> texts(share).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).boxed().toList());
        assertThat(shares.fit()).isFalse();
        assertThat(shares.each()).hasSize(3).allSatisfy(share -> {
            int tokens = texts(share).stream().mapToInt(i -> lengths[i]).sum();
            assertThat(tokens).isCloseTo(IntStream.of(lengths).sum() / 3, within(512));
            assertThat(share.portions()).allSatisfy(portion -> {
                int longest = portion.stream().mapToInt(i -> lengths[i]).max().orElseThrow();
                assertThat(longest * portion.size()).isLessThanOrEqualTo(4096 / 3);
            });
        });
    }

    @ParameterizedTest
    @CsvSource({
        "16, 512, 16384, 2, 2, true",
        "16, 512, 8192, 2, 2, true",
        "16, 512, 8191, 2, 2, false",
        "1, 512, 16384, 2, 1, true", // one text, one worker
        "0, 512, 16384, 2, 1, true",
        "4, 9000, 16384, 2, 1, false", // two at once are too many tokens
        "4, 4096, 16384, 8, 4, true",
        "1, 20000, 16384, 2, 1, true" // too long for the budget, but alone
    })
    void noMoreWorkersThanTextsAndMemory(int texts, int length, int budget, int workers, int count, boolean fit) {
        Shares shares = Shares.of(texts, i -> length, budget, workers);
        assertThat(shares.count()).isEqualTo(count);
        assertThat(shares.fit()).isEqualTo(fit);
    }
}
