package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class ReductionRulesTest {
    private static final Attribute DROP = Attribute.of("keepdims", 0);

    @Test
    void axesAreAnAttributeFirst() {
        Probe mean = Probe.of("ReduceMean", 13).tensor("2x3x4").with(Attribute.ofInts("axes", -1, 0));
        assertThat(mean.shape()).isEqualTo("1x3x1");
        assertThat(Probe.of("ReduceMean", 13)
                        .tensor("2x3x4")
                        .with(Attribute.ofInts("axes", 1), DROP)
                        .shape())
                .isEqualTo("2x4");
    }

    @Test
    void axesAreAnInputSinceVersion18AndOfReduceSumSince13() {
        assertThat(Probe.of("ReduceMean", 18)
                        .tensor("2x3x4")
                        .longs(1)
                        .with(DROP)
                        .shape())
                .isEqualTo("2x4");
        assertThat(Probe.of("ReduceSum", 13).tensor("2x3x4").longs(-2).shape()).isEqualTo("2x1x4");
        assertThat(Probe.of("ReduceSum", 11)
                        .tensor("2x3x4")
                        .with(Attribute.ofInts("axes", 1))
                        .shape())
                .isEqualTo("2x1x4");
    }

    @Test
    void withoutAxesAllAreReducedUnlessToldOtherwise() {
        assertThat(Probe.of("ReduceMax", 13).tensor("2x?").shape()).isEqualTo("1x1");
        assertThat(Probe.of("ReduceMax", 13).tensor("...").with(DROP).shape()).isEmpty();
        assertThat(Probe.of("ReduceMax", 18).tensor("2x3").missing().with(DROP).shape())
                .isEmpty();
        assertThat(Probe.of("ReduceMax", 18)
                        .tensor("2x3")
                        .with(Attribute.of("noop_with_empty_axes", 1))
                        .shape())
                .isEqualTo("2x3");
    }

    @Test
    void unknownAxesKeepTheRankIfDimensionsAreKept() {
        assertThat(Probe.of("ReduceMax", 18)
                        .tensor("2x3")
                        .tensor(ElementType.INT64, "1")
                        .shape())
                .isEqualTo("?x?");
        assertThat(Probe.of("ReduceMax", 18)
                        .tensor("2x3")
                        .tensor(ElementType.INT64, "1")
                        .with(DROP)
                        .shape())
                .isEqualTo("?");
        assertThat(Probe.of("ReduceMax", 18)
                        .plain()
                        .tensor("2x3")
                        .tensor(ElementType.INT64, "1")
                        .shape())
                .isEqualTo("...");
    }

    @Test
    void axisOutOfRangeIsAProblem() {
        Probe mean = Probe.of("ReduceMean", 13).tensor("2x3").with(Attribute.ofInts("axes", 2));
        assertThat(mean.shape()).isEqualTo("null");
        assertThat(mean.problem()).isEqualTo("axis 2 is not in -2 to 1");
    }

    @Test
    void productsAndExtremesOfShapesAreFollowed() {
        assertThat(Probe.of("ReduceProd", 13).symbols("n 3 4").with(DROP).value())
                .isEqualTo("INT64[]{12*n}");
        assertThat(Probe.of("ReduceMax", 13).longs(3, 9, 4).value()).isEqualTo("INT64[1]{9}");
        assertThat(Probe.of("ReduceSum", 13).symbols("n 3").value()).isEqualTo("INT64[1]{n+3}");
    }

    @Test
    void indexOfTheExtremeIsInt64() {
        assertThat(Probe.of("ArgMax", 13)
                        .tensor("2x3x4")
                        .with(Attribute.of("axis", 1))
                        .type())
                .isEqualTo("INT64[2x1x4]");
        assertThat(Probe.of("ArgMin", 13)
                        .tensor("2x3")
                        .with(Attribute.of("axis", -1), DROP)
                        .type())
                .isEqualTo("INT64[2]");
    }
}
