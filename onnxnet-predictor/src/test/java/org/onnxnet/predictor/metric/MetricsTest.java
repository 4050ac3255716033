package org.onnxnet.predictor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final double[] NONE = {};
    private static final double[] UP = {1, 2, 3, 4};
    private static final double[] DOWN = {4, 3, 2, 1};
    private static final double[] FLAT = {7, 7, 7, 7};

    @Test
    void sameOrderIsOneAndOppositeOrderIsMinusOne() {
        assertThat(Metrics.kendallTau(UP, UP)).isEqualTo(1);
        assertThat(Metrics.kendallTau(UP, DOWN)).isEqualTo(-1);
        assertThat(Metrics.spearman(UP, DOWN)).isEqualTo(-1);
        assertThat(Metrics.pearson(UP, DOWN)).isEqualTo(-1);
    }

    @Test
    void correlationsOfAConstantAreNotDefined() {
        assertThat(Metrics.kendallTau(FLAT, UP)).isNaN();
        assertThat(Metrics.kendallTauPValue(UP, FLAT)).isNaN();
        assertThat(Metrics.spearman(FLAT, UP)).isNaN();
        assertThat(Metrics.pearson(UP, FLAT)).isNaN();
    }

    @Test
    void correlationsOfFewerThanTwoAreNotDefined() {
        assertThat(Metrics.kendallTau(NONE, NONE)).isNaN();
        assertThat(Metrics.spearman(new double[] {1}, new double[] {2})).isNaN();
        assertThat(Metrics.pearson(NONE, NONE)).isNaN();
        assertThat(Metrics.kendallTauPValue(new double[] {1}, new double[] {2})).isNaN();
        assertThat(Metrics.meanAbsoluteError(NONE, NONE)).isNaN();
    }

    @Test
    void twoPointsLieOnALine() {
        assertThat(Metrics.pearson(new double[] {-0.8, -1.3}, new double[] {-1.0, -0.9}))
                .isCloseTo(-1, within(1e-15));
    }

    @Test
    void bothZerosAreTied() {
        double[] zeros = {0.0, -0.0, 1};
        double[] ties = {5, 5, 6};
        assertThat(Metrics.kendallTau(zeros, ties)).isEqualTo(1);
        assertThat(Metrics.spearman(zeros, ties)).isCloseTo(1, within(1e-15));
    }

    @Test
    void rankCorrelationsTakeInfinities() {
        double[] wide = {Double.NEGATIVE_INFINITY, 0, 1, Double.POSITIVE_INFINITY};
        assertThat(Metrics.kendallTau(wide, UP)).isEqualTo(1);
        assertThat(Metrics.spearman(wide, UP)).isEqualTo(1);
    }

    @Test
    void pearsonTakesHugeAndTinyNumbers() {
        double[] huge = {1e308, 1.5e308, -1.7e308};
        double[] tiny = {1e-308, 1.5e-308, -1.7e-308};
        assertThat(Metrics.pearson(huge, tiny)).isCloseTo(1, within(1e-14));
    }

    @Test
    void exactPValuesCountOrders() {
        // Of the 24 orders of 4 entries 1 has no pair out of order, 3 have one and 5 have two.
        double[] oneExchange = {1, 2, 4, 3};
        double[] twoExchanges = {2, 1, 4, 3};
        assertThat(Metrics.kendallTauPValue(UP, UP)).isCloseTo(2 / 24.0, within(1e-15));
        assertThat(Metrics.kendallTauPValue(UP, oneExchange)).isCloseTo(8 / 24.0, within(1e-15));
        assertThat(Metrics.kendallTauPValue(UP, twoExchanges)).isCloseTo(18 / 24.0, within(1e-15));
        assertThat(Metrics.kendallTauPValue(UP, DOWN)).isCloseTo(2 / 24.0, within(1e-15));
    }

    @Test
    void pValueOfManyEntriesInPerfectOrderVanishes() {
        double[] many = IntStream.range(0, 1000).asDoubleStream().toArray();
        assertThat(Metrics.kendallTauPValue(many, many)).isZero();
    }

    @Test
    void meanAbsoluteErrorIsInTheUnitOfTheValues() {
        assertThat(Metrics.meanAbsoluteError(UP, DOWN)).isEqualTo(2);
    }

    @Test
    void precisionCountsPicksAmongTheBest() {
        double[] actual = {90, 80, 95, 70};
        assertThat(Metrics.precisionAt(1, new double[] {4, 3, 2, 1}, actual)).isEqualTo(0);
        assertThat(Metrics.precisionAt(2, new double[] {4, 3, 2, 1}, actual)).isEqualTo(0.5);
        assertThat(Metrics.precisionAt(2, new double[] {4, 1, 3, 2}, actual)).isEqualTo(1);
        assertThat(Metrics.precisionAt(4, new double[] {1, 2, 3, 4}, actual)).isEqualTo(1);
    }

    @Test
    void everyTrueTieOfTheLastPlaceCountsAsAmongTheBest() {
        double[] actual = {90, 90, 90, 70};
        assertThat(Metrics.precisionAt(1, new double[] {1, 2, 3, 0}, actual)).isEqualTo(1);
        assertThat(Metrics.precisionAt(1, new double[] {1, 2, 3, 9}, actual)).isEqualTo(0);
    }

    @Test
    void tiedPredictionsAreTakenByIndex() {
        double[] actual = {90, 80, 95};
        assertThat(Metrics.bestAt(1, new double[] {5, 5, 5}, actual)).isEqualTo(90);
        assertThat(Metrics.bestAt(1, new double[] {-0.0, 0.0, 0.0}, actual)).isEqualTo(90);
    }

    @Test
    void bestRankAndRegretSayWhatThePicksAreWorth() {
        double[] predicted = {4, 3, 2, 1};
        double[] actual = {80, 90, 95, 70};
        assertThat(Metrics.bestAt(1, predicted, actual)).isEqualTo(80);
        assertThat(Metrics.bestRankAt(1, predicted, actual)).isEqualTo(3);
        assertThat(Metrics.regretAt(1, predicted, actual)).isEqualTo(15);
        assertThat(Metrics.bestRankAt(2, predicted, actual)).isEqualTo(2);
        assertThat(Metrics.regretAt(3, predicted, actual)).isZero();
    }

    @Test
    void regretOfAnInfinityThatWasFoundIsZero() {
        double[] actual = {1, Double.POSITIVE_INFINITY};
        assertThat(Metrics.regretAt(1, new double[] {0, 1}, actual)).isZero();
    }

    @Test
    void refusesArraysOfDifferentLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.kendallTau(UP, NONE))
                .withMessageContainingAll("4 predicted", "0 true", "one of each per network");
    }

    @Test
    void refusesNaNAndNamesItsPlace() {
        double[] broken = {1, 2, Double.NaN, 4};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.spearman(UP, broken))
                .withMessageContainingAll("true value at index 2", "NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.precisionAt(1, broken, UP))
                .withMessageContaining("predicted value at index 2");
    }

    @Test
    void refusesInfinitiesWhereDistancesMatter() {
        double[] infinite = {1, 2, 3, Double.NEGATIVE_INFINITY};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.pearson(infinite, UP))
                .withMessageContainingAll("predicted value at index 3", "-Infinity");
        assertThatIllegalArgumentException().isThrownBy(() -> Metrics.meanAbsoluteError(UP, infinite));
    }

    @Test
    void refusesAnImpossibleNumberOfPicks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.bestAt(0, UP, UP))
                .withMessageContainingAll("k is 0", "1 to", "4");
        assertThatIllegalArgumentException().isThrownBy(() -> Metrics.regretAt(5, UP, UP));
    }

    @Test
    void argumentsAreNotChanged() {
        double[] predicted = {3, 1, 2};
        double[] actual = {2, 3, 1};
        Metrics.kendallTau(predicted, actual);
        Metrics.bestRankAt(2, predicted, actual);
        assertThat(predicted).containsExactly(3, 1, 2);
        assertThat(actual).containsExactly(2, 3, 1);
    }
}
