package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    private static final float[][] POINTS = {{0, 0}, {1, 0}, {0, 1}, {2, 2}};
    private static final double[] LABELS = {1, -1, 0.5, 2};

    @Test
    void solvesTheKernelEquation() {
        GaussianProcess process = GaussianProcess.fit(POINTS, LABELS, 0.01);
        for (int i = 0; i < POINTS.length; i++) {
            // (K + 0.01 I) w = y, so the mean at an example is y - 0.01 w.
            assertThat(process.at(POINTS[i]).mean()).isEqualTo(LABELS[i] - 0.01 * process.weights()[i], within(1e-5));
        }
    }

    @Test
    void farFromAllExamplesItKnowsNothing() {
        GaussianProcess process = GaussianProcess.fit(POINTS, LABELS, 0.01);
        assertThat(process.at(new float[] {100, -100}).mean()).isEqualTo(0, within(1e-9));
        assertThat(process.at(new float[] {100, -100}).familiarity()).isLessThan(1e-9);
        assertThat(process.at(POINTS[2]).familiarity()).isEqualTo(1);
    }

    @Test
    void equalExamplesDoNotBreakIt() {
        GaussianProcess process = GaussianProcess.fit(new float[][] {{1}, {1}, {1}}, new double[] {1, 2, 3}, 0.01);
        assertThat(process.at(new float[] {1}).mean()).isEqualTo(2, within(0.02));
    }

    @Test
    void whereNothingVariesItIsTheMean() {
        GaussianProcess process = GaussianProcess.fit(new float[][] {{}, {}}, new double[] {1, 2}, 0.01);
        assertThat(process.at(new float[0]).mean()).isEqualTo(1.5, within(0.02));
    }
}
