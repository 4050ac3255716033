package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.onnxnet.predictor.metric.Metrics;

class AcrossSpacesTest {
    private static final int FEATURES = Features.names().size();

    /** Feature 0 is where the space lies, 1 and 2 are what counts. */
    private static float[][] rows(int n, float space, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[n][FEATURES];
        for (float[] row : rows) {
            row[0] = space;
            row[1] = (float) random.nextDouble(-1, 1);
            row[2] = (float) random.nextDouble(-1, 1);
        }
        return rows;
    }

    private static double[] quality(float[][] rows) {
        return Arrays.stream(rows).mapToDouble(row -> row[1] + 0.5 * row[2]).toArray();
    }

    @Test
    void onlyTheOrderWithinASpaceCounts() {
        float[][] first = rows(400, 0, 1);
        float[][] second = rows(400, 1, 2);
        double[] percent = Arrays.stream(quality(first)).map(q -> 90 + q).toArray();
        double[] shares = Arrays.stream(quality(second)).map(Math::exp).toArray();
        FeatureRegressor regressor = FeatureRegressor.fitAcross(
                List.of(new Examples(first, percent, 1), new Examples(second, shares, 1)), 7);
        FeatureRegressor other = FeatureRegressor.fitAcross(
                List.of(new Examples(first, quality(first), 1), new Examples(second, quality(second), 1)), 7);

        float[][] unseen = rows(300, 2, 3);
        double[] scores = new double[unseen.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = regressor.predict(unseen[i]).performance();
            assertThat(other.predict(unseen[i]).performance()).isEqualTo(scores[i]);
        }
        assertThat(Metrics.spearman(scores, quality(unseen))).isGreaterThan(0.9);
    }

    @Test
    void ranksAreStandardised() {
        Examples examples = new Examples(new float[4][FEATURES], new double[] {3, -100, 7, 3}, 0.5);
        double[] ranks = examples.standardRanks();
        assertThat(ranks[0]).isEqualTo(0, within(1e-12)).isEqualTo(ranks[3]);
        assertThat(ranks[2]).isEqualTo(-ranks[1], within(1e-12));
        assertThat(Arrays.stream(ranks).map(r -> r * r).sum() / 4).isEqualTo(0.25, within(1e-12));
        assertThat(Examples.standardRanks(new double[] {5, 5})).containsExactly(0, 0);
    }
}
