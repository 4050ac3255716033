package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class SliceRuleTest {
    @Test
    void boundsWereAttributesBeforeVersion10() {
        Probe slice = Probe.of("Slice", 9)
                .tensor("10x20")
                .with(Attribute.ofInts("starts", 2), Attribute.ofInts("ends", -3), Attribute.ofInts("axes", 1));
        assertThat(slice.shape()).isEqualTo("10x15");
        assertThat(Probe.of("Slice", 9)
                        .tensor("10x20")
                        .with(Attribute.ofInts("starts", 2, 3), Attribute.ofInts("ends", 4, 1000))
                        .shape())
                .isEqualTo("2x17");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 1, 10",
        "0, 10, 3, 4",
        "-3, 9223372036854775807, 1, 3",
        "5, 2, 1, 0",
        "20, 30, 1, 0",
        "-100, 4, 1, 4",
        "9, -11, -1, 10",
        "-1, -9223372036854775807, -1, 10",
        "8, 2, -2, 3",
        "0, 5, -1, 0"
    })
    void boundsAreClampedToTheAxis(long start, long end, long step, String length) {
        Probe slice = Probe.of("Slice", 13)
                .tensor("10x2")
                .longs(start)
                .longs(end)
                .longs(0)
                .longs(step);
        assertThat(slice.shape()).isEqualTo(length + "x2");
        Probe numbers = Probe.of("Slice", 13).longs(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(numbers.longs(start)
                        .longs(end)
                        .longs(0)
                        .longs(step)
                        .infer()
                        .value(0)
                        .size())
                .isEqualTo(Integer.parseInt(length));
    }

    @Test
    void backwardsToTheLargestNumberIsDisputed() {
        Probe slice = Probe.of("Slice", 13)
                .tensor("10")
                .longs(0)
                .longs(Long.MAX_VALUE)
                .longs(0)
                .longs(-1);
        assertThat(slice.shape()).isEqualTo("?");
        assertThat(slice.plain().shape()).isEqualTo("0");
    }

    @Test
    void sizesMayBeExpressions() {
        assertThat(Probe.of("Slice", 13)
                        .tensor("N")
                        .longs(0)
                        .longs(Long.MAX_VALUE)
                        .shape())
                .isEqualTo("N");
        assertThat(Probe.of("Slice", 13).tensor("N").symbols("0").symbols("N").shape())
                .isEqualTo("N");
        assertThat(Probe.of("Slice", 13)
                        .tensor("N+5")
                        .longs(2)
                        .longs(Long.MAX_VALUE)
                        .shape())
                .isEqualTo("N+3");
        assertThat(Probe.of("Slice", 13).tensor("N").longs(0).longs(3).shape()).isEqualTo("min(3,N)");
        assertThat(Probe.of("Slice", 13).tensor("N").longs(0).longs(-1).shape()).isEqualTo("max(0,N-1)");
        assertThat(Probe.of("Slice", 13).plain().tensor("N").longs(0).longs(3).shape())
                .isEqualTo("?");
    }

    @Test
    void unknownBoundsKeepTheOtherAxes() {
        assertThat(Probe.of("Slice", 13)
                        .tensor("4x5")
                        .tensor(ElementType.INT64, "1")
                        .longs(3)
                        .longs(1)
                        .shape())
                .isEqualTo("4x?");
        assertThat(Probe.of("Slice", 13)
                        .tensor("4x5")
                        .longs(0)
                        .longs(3)
                        .tensor(ElementType.INT64, "1")
                        .shape())
                .isEqualTo("?x?");
    }

    @Test
    void valuesAreCut() {
        assertThat(Probe.of("Slice", 13)
                        .symbols("n 2 3 m")
                        .longs(1)
                        .longs(4)
                        .longs(0)
                        .longs(2)
                        .value())
                .isEqualTo("INT64[2]{2, m}");
        assertThat(Probe.of("Slice", 13)
                        .symbols("n 2 3")
                        .longs(-1)
                        .longs(-4)
                        .longs(0)
                        .longs(-1)
                        .value())
                .isEqualTo("INT64[3]{3, 2, n}");
    }

    @Test
    void oddBoundsAreAProblem() {
        assertThat(Probe.of("Slice", 13).tensor("4x5").longs(0, 0).longs(3).problem())
                .isEqualTo("2 starts and 1 ends");
        assertThat(Probe.of("Slice", 13)
                        .tensor("4")
                        .longs(0)
                        .longs(3)
                        .longs(0)
                        .longs(0)
                        .problem())
                .isEqualTo("a step is 0");
        assertThat(Probe.of("Slice", 13).tensor("4").longs(0).longs(3).longs(7).problem())
                .contains("axis 7");
        assertThat(Probe.of("Slice", 13)
                        .tensor("4")
                        .longs(0)
                        .longs(3)
                        .longs(0, 0)
                        .problem())
                .contains("different lengths");
    }
}
