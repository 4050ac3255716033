package org.onnxnet.bench.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.onnxnet.bench.diversity.OperatorCountsTest.counts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    private static final OperatorCounts NOTHING = counts(Map.of());

    /** Equation 1 worked out in NumPy for (1/2, 1/4, 1/4, 0) and (1/4, 1/4, 0, 1/2). */
    @Test
    void isEquationOne() {
        OperatorCounts a = counts(Map.of("Conv", 4L, "Relu", 2L, "Add", 2L));
        OperatorCounts b = counts(Map.of("Conv", 1L, "Relu", 1L, "Concat", 2L));

        assertThat(Divergence.between(a, b)).isCloseTo(0.40563906222956636, within(1e-12));
    }

    @Test
    void isOneWhereNoOperatorIsShared() {
        assertThat(Divergence.between(counts(Map.of("Conv", 3L)), counts(Map.of("Relu", 5L))))
                .isEqualTo(1);
    }

    @Test
    void withinIsTheMeanOverPairs() {
        OperatorCounts a = counts(Map.of("Conv", 1L));
        OperatorCounts b = counts(Map.of("Relu", 1L));

        assertThat(Divergence.within(List.of(a, b, b, b))).isCloseTo(3 / 6.0, within(1e-12));
        assertThat(Divergence.within(List.of(a, b, NOTHING))).isCloseTo(1, within(1e-12));
    }

    @Test
    void networksWithoutNodesHaveNoDivergence() {
        assertThat(Divergence.between(NOTHING, counts(Map.of("Conv", 1L)))).isNaN();
        assertThat(Divergence.within(List.of(NOTHING, counts(Map.of("Conv", 1L)))))
                .isNaN();
        assertThat(Divergence.within(List.of())).isNaN();
    }

    @Property
    void followsTheDefinition(@ForAll("networks") OperatorCounts a, @ForAll("networks") OperatorCounts b) {
        double bits = Divergence.between(a, b);

        assertThat(bits).isCloseTo(byDefinition(a, b), within(1e-9)).isBetween(0.0, 1.0 + 1e-12);
        assertThat(Divergence.between(b, a)).isCloseTo(bits, within(1e-12));
        assertThat(Divergence.between(a, a)).isCloseTo(0, within(1e-12));
    }

    @Property(tries = 100)
    void withinIsTheMeanOfBetween(
            @ForAll @Size(min = 2, max = 12) List<@net.jqwik.api.From("networks") OperatorCounts> networks) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < networks.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += Divergence.between(networks.get(i), networks.get(j));
                pairs++;
            }
        }
        assertThat(Divergence.within(networks)).isCloseTo(sum / pairs, within(1e-9));
    }

    @Provide
    Arbitrary<OperatorCounts> networks() {
        return Arbitraries.maps(
                        Arbitraries.of("Add", "Conv", "Relu", "Concat"),
                        Arbitraries.longs().between(1, 200))
                .ofMinSize(1)
                .map(OperatorCountsTest::counts);
    }

    /** Half of the Kullback-Leibler divergences from the middle, summed. */
    private static double byDefinition(OperatorCounts a, OperatorCounts b) {
        Set<String> vocabulary = new TreeSet<>(a.counts().keySet());
        vocabulary.addAll(b.counts().keySet());
        double bits = 0;
        for (String operator : vocabulary) {
            double p = a.shares().getOrDefault(operator, 0.0);
            double q = b.shares().getOrDefault(operator, 0.0);
            double m = (p + q) / 2;
            bits += term(p, m) / 2 + term(q, m) / 2;
        }
        return bits;
    }

    private static double term(double p, double m) {
        return p == 0 ? 0 : p * Math.log(p / m) / Math.log(2);
    }
}
