package org.onnxnet.predictor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

/** Laws of the figures on random values, many of them tied. */
class MetricsPropertyTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    static final class Sample {
        final double[] predicted;
        final double[] actual;

        Sample(List<Double> predicted, List<Double> actual) {
            this.predicted = array(predicted);
            this.actual = array(actual);
        }

        @Override
        public String toString() {
            return Arrays.toString(predicted) + " " + Arrays.toString(actual);
        }
    }

    @Provide
    Arbitrary<Sample> samples() {
        Arbitrary<Double> coarse = Arbitraries.integers().between(-4, 4).map(i -> i / 2.0);
        Arbitrary<Double> fine = Arbitraries.doubles().between(-100, 100);
        return Arbitraries.integers()
                .between(2, 40)
                .flatMap(n -> Combinators.combine(
                                Arbitraries.oneOf(
                                        coarse.list().ofSize(n), fine.list().ofSize(n)),
                                coarse.list().ofSize(n))
                        .as(Sample::new));
    }

    @Property(tries = 500)
    void tauEqualsItsDefinitionOverAllPairs(@ForAll("samples") Sample s) {
        assertSame(Metrics.kendallTau(s.predicted, s.actual), tauOverAllPairs(s.predicted, s.actual));
    }

    @Property(tries = 200)
    void correlationsAreSymmetric(@ForAll("samples") Sample s) {
        assertSame(Metrics.kendallTau(s.predicted, s.actual), Metrics.kendallTau(s.actual, s.predicted));
        assertSame(Metrics.kendallTauPValue(s.predicted, s.actual), Metrics.kendallTauPValue(s.actual, s.predicted));
        assertSame(Metrics.spearman(s.predicted, s.actual), Metrics.spearman(s.actual, s.predicted));
        assertSame(Metrics.pearson(s.predicted, s.actual), Metrics.pearson(s.actual, s.predicted));
    }

    @Property(tries = 200)
    void correlationsChangeSignWithOneArray(@ForAll("samples") Sample s) {
        double[] negated = Arrays.stream(s.predicted).map(x -> -x).toArray();
        assertSame(Metrics.kendallTau(negated, s.actual), -Metrics.kendallTau(s.predicted, s.actual));
        assertSame(Metrics.spearman(negated, s.actual), -Metrics.spearman(s.predicted, s.actual));
        assertSame(Metrics.pearson(negated, s.actual), -Metrics.pearson(s.predicted, s.actual));
    }

    @Property(tries = 200)
    void correlationsLieBetweenMinusOneAndOne(@ForAll("samples") Sample s) {
        for (double found : new double[] {
            Metrics.kendallTau(s.predicted, s.actual),
            Metrics.spearman(s.predicted, s.actual),
            Metrics.pearson(s.predicted, s.actual)
        }) {
            assertThat(Double.isNaN(found) || (found >= -1 && found <= 1)).isTrue();
        }
    }

    @Property(tries = 200)
    void onlyTheOrderOfPredictionsMatters(@ForAll("samples") Sample s) {
        double[] stretched =
                Arrays.stream(s.predicted).map(x -> x * 8 * Math.abs(x) - 3).toArray();
        assertSame(Metrics.kendallTau(stretched, s.actual), Metrics.kendallTau(s.predicted, s.actual));
        assertSame(Metrics.spearman(stretched, s.actual), Metrics.spearman(s.predicted, s.actual));
        for (int k = 1; k <= s.predicted.length; k++) {
            assertThat(Metrics.bestAt(k, stretched, s.actual)).isEqualTo(Metrics.bestAt(k, s.predicted, s.actual));
        }
    }

    @Property(tries = 200)
    void predictingTheTruthIsPerfect(@ForAll("samples") Sample s) {
        for (int k = 1; k <= s.actual.length; k++) {
            assertThat(Metrics.precisionAt(k, s.actual, s.actual)).isEqualTo(1);
            assertThat(Metrics.bestRankAt(k, s.actual, s.actual)).isEqualTo(1);
            assertThat(Metrics.regretAt(k, s.actual, s.actual)).isZero();
        }
        assertThat(Metrics.meanAbsoluteError(s.actual, s.actual)).isZero();
    }

    @Property(tries = 200)
    void morePicksAreNeverWorse(@ForAll("samples") Sample s) {
        for (int k = 2; k <= s.actual.length; k++) {
            assertThat(Metrics.bestAt(k, s.predicted, s.actual))
                    .isGreaterThanOrEqualTo(Metrics.bestAt(k - 1, s.predicted, s.actual));
            assertThat(Metrics.bestRankAt(k, s.predicted, s.actual))
                    .isLessThanOrEqualTo(Metrics.bestRankAt(k - 1, s.predicted, s.actual));
            assertThat(Metrics.regretAt(k, s.predicted, s.actual)).isGreaterThanOrEqualTo(0);
        }
        assertThat(Metrics.precisionAt(s.actual.length, s.predicted, s.actual)).isEqualTo(1);
    }

    private static double tauOverAllPairs(double[] a, double[] b) {
        long signed = 0;
        long untiedInA = 0;
        long untiedInB = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                double inA = Math.signum(a[i] - a[j]);
                double inB = Math.signum(b[i] - b[j]);
                signed += (long) (inA * inB);
                untiedInA += inA == 0 ? 0 : 1;
                untiedInB += inB == 0 ? 0 : 1;
            }
        }
        return untiedInA == 0 || untiedInB == 0
                ? Double.NaN
                : signed / Math.sqrt((double) untiedInA * (double) untiedInB);
    }

    private static void assertSame(double found, double wanted) {
        if (Double.isNaN(wanted)) {
            assertThat(found).isNaN();
        } else {
            assertThat(found).isCloseTo(wanted, ROUNDING);
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
