package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BoostingTest {
    private static float[][] points(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] points = new float[n][4];
        for (float[] point : points) {
            for (int i = 0; i < point.length; i++) {
                point[i] = (float) random.nextDouble(-1, 1);
            }
        }
        return points;
    }

    private static double[] labels(float[][] points) {
        return Arrays.stream(points)
                .mapToDouble(point -> point[0] + point[1] * point[2])
                .toArray();
    }

    @Test
    void learnsHowFeaturesWorkTogether() {
        float[][] points = points(2000, 1);
        Forest forest = Boosting.train(points, labels(points), 5, 7);
        float[][] others = points(500, 2);
        double[] expected = labels(others);
        double[] errors = new double[others.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = forest.predict(others[i]) - expected[i];
        }
        double variance = DoubleStream.of(expected).map(y -> y * y).average().orElseThrow();
        assertThat(DoubleStream.of(errors).map(e -> e * e).average().orElseThrow())
                .isLessThan(0.1 * variance);
    }

    @Test
    void equalSeedsGiveEqualForests() {
        float[][] points = points(100, 3);
        Forest first = Boosting.train(points, labels(points), 5, 7);
        assertThat(Boosting.train(points, labels(points), 5, 7).thresholds()).isEqualTo(first.thresholds());
        assertThat(Boosting.train(points, labels(points), 5, 8).thresholds()).isNotEqualTo(first.thresholds());
    }

    @Test
    void leavesHaveAsManyExamplesAsAsked() {
        float[][] points = points(100, 4);
        Forest forest = Boosting.train(points, labels(points), 20, 7);
        // A tree sees 50 of them: two leaves of 20 or more at most, so three nodes.
        assertThat(forest.sizes()).hasSize(200);
        for (int size : forest.sizes()) {
            assertThat(size).isLessThanOrEqualTo(3);
        }
    }
}
