package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class ReshapeRulesTest {
    private static Probe reshape(String shape, String target) {
        return Probe.of("Reshape", 14).tensor(shape).symbols(target);
    }

    @Test
    void targetWasAnAttributeInVersion1() {
        assertThat(Probe.of("Reshape", 1)
                        .tensor("2x6")
                        .with(Attribute.ofInts("shape", 3, -1))
                        .shape())
                .isEqualTo("3x4");
        assertThat(Probe.of("Reshape", 5).tensor("2x6").longs(3, -1).shape()).isEqualTo("3x4");
    }

    @Test
    void zeroCopiesTheDimension() {
        assertThat(reshape("2x3x4", "0 -1").shape()).isEqualTo("2x12");
        assertThat(reshape("Nx3x4", "0 -1").shape()).isEqualTo("Nx12");
        assertThat(reshape("?x3x4", "0 -1").shape()).isEqualTo("?x12");
        assertThat(reshape("2x3", "0 0 0").problem()).contains("copies axis 2");
    }

    @Test
    void zeroIsZeroWithAllowzero() {
        assertThat(reshape("0x3", "3 0").with(Attribute.of("allowzero", 1)).shape())
                .isEqualTo("3x0");
    }

    @Test
    void minusOneIsWhatIsLeft() {
        assertThat(reshape("2x3x4", "-1").shape()).isEqualTo("24");
        assertThat(reshape("NxMx4", "M -1").shape()).isEqualTo("Mx4*N");
        assertThat(reshape("Nx6", "-1 4").shape()).isEqualTo("N+floordiv(2*N,4)x4");
        assertThat(reshape("...", "-1 4").shape()).isEqualTo("?x4");
    }

    @Test
    void targetsThatCannotBeAreAProblem() {
        assertThat(reshape("2x3", "-1 -1").problem()).contains("-1 twice");
        assertThat(reshape("2x3", "4 -1").problem()).contains("do not fill");
        assertThat(reshape("2x3", "-2 3").problem()).contains("has -2");
        assertThat(reshape("2x3", "4 -1").shape()).isEqualTo("null");
    }

    @Test
    void unknownTargetStillHasARank() {
        assertThat(Probe.of("Reshape", 14)
                        .tensor("2x3")
                        .tensor(ElementType.INT64, "3")
                        .shape())
                .isEqualTo("?x?x?");
        assertThat(Probe.of("Reshape", 13)
                        .plain()
                        .tensor("2x3")
                        .tensor(ElementType.INT64, "3")
                        .shape())
                .isEqualTo("...");
        assertThat(reshape("2x3x4", "? 4").shape()).isEqualTo("6x4");
    }

    @Test
    void reshapeKeepsValues() {
        assertThat(Probe.of("Reshape", 14).symbols("n 2 3 4").longs(2, 2).value())
                .isEqualTo("INT64[2x2]{n, 2, 3, 4}");
    }

    @Test
    void flattenMakesTwoAxes() {
        assertThat(Probe.of("Flatten", 13).tensor("2x3x4").shape()).isEqualTo("2x12");
        assertThat(Probe.of("Flatten", 13)
                        .tensor("2x3x4")
                        .with(Attribute.of("axis", 0))
                        .shape())
                .isEqualTo("1x24");
        assertThat(Probe.of("Flatten", 13)
                        .tensor("2x3x4")
                        .with(Attribute.of("axis", -1))
                        .shape())
                .isEqualTo("6x4");
        assertThat(Probe.of("Flatten", 9)
                        .tensor("2x3x4")
                        .with(Attribute.of("axis", -1))
                        .problem())
                .contains("axis -1");
        assertThat(Probe.of("Flatten", 13).tensor("NxCx4").shape()).isEqualTo("Nx4*C");
    }

    @Test
    void squeezeTakesAxesFromAttributeOrInput() {
        assertThat(Probe.of("Squeeze", 11)
                        .tensor("1x3x1")
                        .with(Attribute.ofInts("axes", 0))
                        .shape())
                .isEqualTo("3x1");
        assertThat(Probe.of("Squeeze", 13).tensor("1x3x1").longs(-1).shape()).isEqualTo("1x3");
        assertThat(Probe.of("Squeeze", 13).tensor("1x3x1").shape()).isEqualTo("3");
        assertThat(Probe.of("Squeeze", 13).tensor("1x?x1").shape()).isEqualTo("...");
        assertThat(Probe.of("Squeeze", 13).tensor("2x3").longs(0).problem()).contains("wanted 1 there");
        assertThat(Probe.of("Squeeze", 13)
                        .tensor("1x3x1")
                        .tensor(ElementType.INT64, "1")
                        .shape())
                .isEqualTo("?x?");
    }

    @Test
    void unsqueezeTakesAxesFromAttributeOrInput() {
        assertThat(Probe.of("Unsqueeze", 11)
                        .tensor("3")
                        .with(Attribute.ofInts("axes", 0, 2))
                        .shape())
                .isEqualTo("1x3x1");
        assertThat(Probe.of("Unsqueeze", 13).tensor("Nx3").longs(-1, 0).shape()).isEqualTo("1xNx3x1");
        assertThat(Probe.of("Unsqueeze", 13).tensor("3").longs(0, 0).problem()).contains("twice");
        assertThat(Probe.of("Unsqueeze", 13)
                        .tensor("3")
                        .tensor(ElementType.INT64, "2")
                        .shape())
                .isEqualTo("?x?x?");
        assertThat(Probe.of("Unsqueeze", 13).scalar(7).longs(0).value()).isEqualTo("INT64[1]{7}");
    }
}
