package org.onnxnet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void printsLikeTheTextsDo() {
        assertThat(Shape.of(1, 16, 32, 32)).hasToString("1x16x32x32");
        assertThat(new Shape(List.of(Dim.of("batch"), Dim.UNKNOWN, Dim.of(3)))).hasToString("batchx?x3");
        assertThat(Shape.SCALAR).hasToString("");
    }

    @Test
    void aTensorHasNoMoreElementsThanALongCounts() {
        assertThat(Shape.SCALAR.isCountable()).isTrue();
        assertThat(Shape.of(1L << 31, 1L << 31).isCountable()).isTrue();
        assertThat(Shape.of(Long.MAX_VALUE, 2, 0).isCountable()).isTrue();
        assertThat(Shape.of(Long.MAX_VALUE, 2).isCountable()).isFalse();
        assertThat(Shape.of(1L << 32, 1L << 31).isCountable()).isFalse();
        assertThat(Shape.of(1L << 32, 1L << 32, 4).isCountable()).isFalse();
        assertThat(new Shape(List.of(Dim.of("n"))).isCountable()).isFalse();
    }

    @Test
    void countsElementsOfStaticShapesOnly() {
        assertThat(Shape.of(2, 3).elementCount()).isEqualTo(6);
        assertThat(Shape.SCALAR.elementCount()).isEqualTo(1);
        assertThat(Shape.of(Long.MAX_VALUE, Long.MAX_VALUE, 0).elementCount()).isZero();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Shape.of(Long.MAX_VALUE, 2).elementCount());
        assertThatIllegalStateException()
                .isThrownBy(() -> new Shape(List.of(Dim.of("n"))).elementCount())
                .withMessage("shape n is not static: axis 0 is not a number");
    }

    @Test
    void unknownDimensionsAreNeverCertainlyEqual() {
        assertThat(Dim.UNKNOWN.isCertainly(Dim.UNKNOWN)).isFalse();
        assertThat(Dim.of("n").isCertainly(Dim.of("n"))).isTrue();
        assertThat(Dim.of("n").isCertainly(Dim.of("m"))).isFalse();
        assertThat(Dim.of("")).isEqualTo(Dim.UNKNOWN);
        assertThat(Shape.of(1, 2).isCertainly(Shape.of(1, 2))).isTrue();
        assertThat(Shape.of(1).isCertainly(Shape.of(1, 1))).isFalse();
        assertThat(Shape.ofRank(1).isCertainly(Shape.ofRank(1))).isFalse();
    }
}
