package org.onnxnet.predictor.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogDeterminantTest {
    @Test
    void isThatOfTheTextbook() {
        double[][] matrix = {{2, -3, 1}, {2, 0, -1}, {1, 4, 5}};
        assertThat(LogDeterminant.of(matrix)).isEqualTo(Math.log(49), within(1e-12));
    }

    @Test
    void needsPivots() {
        assertThat(LogDeterminant.of(new double[][] {{0, 2}, {3, 0}})).isEqualTo(Math.log(6), within(1e-12));
    }

    @Test
    void ofASingularMatrix() {
        assertThat(LogDeterminant.of(new double[][] {{5, 5}, {5, 5}})).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
