package org.onnxnet.predictor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
    @Property
    void everyTextIsInOneBatchOfItsLengthWithinTheBudget(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 2000) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 5000) int budget,
            @ForAll @IntRange(min = 1, max = 9) int mostTexts) {
        int[] tokens = lengths.stream().mapToInt(Integer::intValue).toArray();
        List<BatchPlan.Batch> plan = BatchPlan.of(tokens, budget, mostTexts);
        assertThat(plan.stream().flatMap(batch -> batch.texts().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, tokens.length).boxed().toList());
        for (BatchPlan.Batch batch : plan) {
            assertThat(batch.texts()).hasSizeLessThanOrEqualTo(mostTexts);
            assertThat(batch.texts().size() == 1 || batch.texts().size() * batch.tokens() <= budget)
                    .isTrue();
            assertThat(batch.texts()).allMatch(text -> BatchPlan.paddedLength(tokens[text]) == batch.tokens());
        }
        assertThat(plan).isSortedAccordingTo((a, b) -> b.tokens() - a.tokens());
    }

    @Test
    void aLengthIsFilledUpToTheNextStep() {
        assertThat(BatchPlan.paddedLength(0)).isEqualTo(64);
        assertThat(BatchPlan.paddedLength(64)).isEqualTo(64);
        assertThat(BatchPlan.paddedLength(65)).isEqualTo(128);
    }

    @Test
    void equalLengthsShareABatch() {
        assertThat(BatchPlan.of(new int[] {10, 700, 20, 690, 30}, 4096, 100))
                .containsExactly(new BatchPlan.Batch(704, List.of(1, 3)), new BatchPlan.Batch(64, List.of(0, 2, 4)));
    }
}
