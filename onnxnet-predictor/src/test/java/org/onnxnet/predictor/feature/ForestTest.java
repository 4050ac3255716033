package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForestTest {
    private static float[][] points(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] points = new float[n][12];
        for (float[] point : points) {
            for (int i = 0; i < point.length; i++) {
                point[i] = random.nextInt(5);
            }
        }
        return points;
    }

    private static double[] labels(float[][] points) {
        double[] labels = new double[points.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = points[i][10] > 2 ? 10 + points[i][2] : points[i][11];
        }
        return labels;
    }

    @Test
    void remembersItsExamples() {
        float[][] points = points(200, 1);
        double[] labels = labels(points);
        Forest forest = Forest.train(points, labels, 1, 1, 7);
        for (int i = 0; i < points.length; i++) {
            assertThat(forest.predict(points[i])).isEqualTo(labels[i], within(1e-4));
        }
    }

    @Test
    void learnsWhatDecides() {
        Forest forest = Forest.train(points(500, 1), labels(points(500, 1)), 1, 1, 7);
        float[][] others = points(200, 2);
        double[] expected = labels(others);
        double error = 0;
        for (int i = 0; i < others.length; i++) {
            error += Math.abs(forest.predict(others[i]) - expected[i]) / others.length;
        }
        assertThat(error).isLessThan(0.5);
    }

    @Test
    void equalSeedsGiveEqualForests() {
        float[][] points = points(100, 3);
        Forest first = Forest.train(points, labels(points), 1, 1, 7);
        Forest second = Forest.train(points, labels(points), 1, 1, 7);
        assertThat(second.thresholds()).isEqualTo(first.thresholds());
        assertThat(second.features()).isEqualTo(first.features());
        assertThat(second.left()).isEqualTo(first.left());
        assertThat(Forest.train(points, labels(points), 1, 1, 8).thresholds()).isNotEqualTo(first.thresholds());
    }

    @Test
    void leavesHaveAsManyExamplesAsAsked() {
        float[][] points = points(100, 4);
        Forest forest = Forest.train(points, labels(points), 30, 1, 7);
        // With 100 examples and leaves of 30 or more there are three leaves at most, so five nodes.
        assertThat(forest.features().length).isLessThanOrEqualTo(5 * forest.sizes().length);
    }

    @Test
    void whereNothingVariesItIsTheMean() {
        Forest forest = Forest.train(new float[][] {{1}, {1}, {1}}, new double[] {1, 2, 6}, 1, 1, 7);
        assertThat(forest.predict(new float[] {5})).isEqualTo(3);
    }

    @Test
    void looksAtAShareOfTheFeaturesOnly() {
        float[][] points = points(500, 1);
        Forest all = Forest.train(points, labels(points), 1, 1, 7);
        Forest half = Forest.train(points, labels(points), 1, 0.5, 7);
        assertThat(half.thresholds()).isNotEqualTo(all.thresholds());
        assertThat(half).usingRecursiveComparison().isEqualTo(Forest.train(points, labels(points), 1, 0.5, 7));
        for (int i = 0; i < points.length; i++) {
            assertThat(half.predict(points[i])).isEqualTo(labels(points)[i], within(1e-4));
        }
    }
}
