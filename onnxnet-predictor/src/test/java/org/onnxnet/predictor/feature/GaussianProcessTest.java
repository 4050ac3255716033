package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    private static final float[][] POINTS = {{0, 0}, {1, 0}, {0, 1}, {2, 2}};
    private static final double[] LABELS = {1, -1, 0.5, 2};

    @Test
    void solvesTheKernelEquation() {
        GaussianProcess process = GaussianProcess.fit(POINTS, LABELS);
        for (int i = 0; i < POINTS.length; i++) {
            // (K + 0.01 I) w = y, so the mean at an example is y - 0.01 w.
            assertThat(process.mean(POINTS[i])).isEqualTo(LABELS[i] - 0.01 * process.weights()[i], within(1e-5));
        }
    }

    @Test
    void farFromAllExamplesItKnowsNothing() {
        GaussianProcess process = GaussianProcess.fit(POINTS, LABELS);
        assertThat(process.mean(new float[] {100, -100})).isEqualTo(0, within(1e-9));
        assertThat(process.familiarity(new float[] {100, -100})).isLessThan(1e-9);
        assertThat(process.familiarity(POINTS[2])).isEqualTo(1);
    }

    @Test
    void equalExamplesDoNotBreakIt() {
        GaussianProcess process = GaussianProcess.fit(new float[][] {{1}, {1}, {1}}, new double[] {1, 2, 3});
        assertThat(process.mean(new float[] {1})).isEqualTo(2, within(0.02));
    }
}
