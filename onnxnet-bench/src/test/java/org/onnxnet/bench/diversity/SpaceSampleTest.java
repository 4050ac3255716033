package org.onnxnet.bench.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.nasbench101.NasBench101;
import org.onnxnet.bench.space.nasbench201.NasBench201;
import org.onnxnet.bench.space.natssize.NatsSize;

class SpaceSampleTest {
    @Test
    void theSameSeedDrawsTheSameNetworks() {
        AtomicInteger built = new AtomicInteger();

        SpaceSample sample = SpaceSample.draw(new NasBench201(), 50, 3, built::incrementAndGet);

        assertThat(built).hasValue(50);
        assertThat(sample).isEqualTo(SpaceSample.draw(new NasBench201(), 50, 3, () -> {}));
        assertThat(sample).isNotEqualTo(SpaceSample.draw(new NasBench201(), 50, 4, () -> {}));
        assertThat(sample.nodes().count()).isEqualTo(50);
        assertThat(sample).hasToString("50 networks of nasbench201");
    }

    /** The paper says 0.23 bits for its own sample of 5,000; ours of that size gives 0.25. */
    @Test
    void nasBench101And201AreAsFarApartAsThePaperSays() {
        SpaceSample one = SpaceSample.draw(new NasBench101(), 300, 1, () -> {});
        SpaceSample other = SpaceSample.draw(new NasBench201(), 300, 1, () -> {});

        assertThat(one.divergenceFrom(other)).isBetween(0.22, 0.28);
    }

    /** All its networks have the same cell; only shortcuts with or without a convolution differ. */
    @Test
    void theSizeSpaceHardlyDiffersWithin() {
        SpaceSample sample = SpaceSample.draw(new NatsSize(), 100, 1, () -> {});

        assertThat(sample.divergenceWithin()).isBetween(0.0, 0.001);
        assertThat(sample.nodes().min()).isGreaterThanOrEqualTo(53);
        assertThat(sample.nodes().max()).isLessThanOrEqualTo(55);
    }

    @Test
    void anEmptySampleIsAnError() {
        assertThatThrownBy(() -> SpaceSample.draw(new NatsSize(), 0, 1, () -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("nats-size");
    }
}
