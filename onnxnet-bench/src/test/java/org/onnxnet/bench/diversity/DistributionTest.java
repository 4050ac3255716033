package org.onnxnet.bench.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.onnxnet.bench.BenchException;

class DistributionTest {
    private final Distribution distribution = Distribution.of(3, 1, 4, 1, 5, 9, 2, 6);

    @Test
    void quantilesAreThoseOfNumpy() {
        assertThat(distribution.quantile(0)).isEqualTo(1);
        assertThat(distribution.quantile(0.05)).isEqualTo(1);
        assertThat(distribution.quantile(0.5)).isEqualTo(3.5);
        assertThat(distribution.quantile(0.95)).isCloseTo(7.95, within(1e-12));
        assertThat(distribution.quantile(1)).isEqualTo(9);
        assertThat(distribution.mean()).isEqualTo(31 / 8.0);
        assertThat(distribution).hasToString("8 values from 1.000 to 9.000, median 3.500");
    }

    @Test
    void binsHoldTheirLowerEndAndTheLastBothEnds() {
        assertThat(Distribution.of(0, 1, 2, 3, 4).histogram(0, 4, 4)).containsExactly(0.2, 0.2, 0.2, 0.4);
        assertThat(Distribution.of(0, 1, 2, 3, 4).histogram(1, 3, 1))
                .containsExactly(new double[] {0.6}, within(1e-12));
    }

    @Property
    void sharesOfAllBinsAreOne(@ForAll @NotEmpty double[] values, @ForAll @IntRange(min = 1, max = 50) int bins) {
        double[] bounded = java.util.Arrays.stream(values).map(Math::tanh).toArray();

        double sum = java.util.Arrays.stream(Distribution.of(bounded).histogram(-1, 1, bins))
                .sum();

        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Property
    void quantilesGrow(
            @ForAll @NotEmpty @DoubleRange(min = -100, max = 100) double[] values,
            @ForAll @DoubleRange(max = 1) double q,
            @ForAll @DoubleRange(max = 1) double other) {
        Distribution of = Distribution.of(values);

        assertThat(of.quantile(Math.min(q, other))).isLessThanOrEqualTo(of.quantile(Math.max(q, other)) + 1e-9);
        assertThat(of.quantile(q)).isBetween(of.min(), of.max());
    }

    @Test
    void nothingAndInfiniteValuesAreErrors() {
        assertThatThrownBy(Distribution::of).isInstanceOf(BenchException.class).hasMessageContaining("no values");
        assertThatThrownBy(() -> Distribution.of(1, Double.NaN))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("not finite");
    }
}
