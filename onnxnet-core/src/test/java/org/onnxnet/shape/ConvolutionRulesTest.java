package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class ConvolutionRulesTest {
    private static Probe conv(String data, String weights, Attribute... attributes) {
        return Probe.of("Conv", 11).tensor(data).tensor(weights).with(attributes);
    }

    @Test
    void windowsAreCounted() {
        assertThat(conv("1x3x8x8", "16x3x3x3").shape()).isEqualTo("1x16x6x6");
        assertThat(conv("1x3x8x8", "16x3x3x3", Attribute.ofInts("pads", 1, 1, 1, 1))
                        .shape())
                .isEqualTo("1x16x8x8");
        assertThat(conv("1x3x9x8", "16x3x3x3", Attribute.ofInts("strides", 2, 3))
                        .shape())
                .isEqualTo("1x16x4x2");
        assertThat(conv("1x3x9x9", "16x3x3x3", Attribute.ofInts("dilations", 2, 4))
                        .shape())
                .isEqualTo("1x16x5x1");
    }

    @Test
    void oneAndThreeSpatialAxesWorkToo() {
        assertThat(conv("2x4x10", "6x4x3").shape()).isEqualTo("2x6x8");
        assertThat(conv("2x4x5x6x7", "6x4x3x3x3").shape()).isEqualTo("2x6x3x4x5");
    }

    @Test
    void autoPadDependsOnTheInput() {
        Attribute stride = Attribute.ofInts("strides", 2, 2);
        assertThat(conv("1x3x7x8", "4x3x3x3", stride, Attribute.of("auto_pad", "SAME_UPPER"))
                        .shape())
                .isEqualTo("1x4x4x4");
        assertThat(conv("1x3x7x8", "4x3x3x3", stride, Attribute.of("auto_pad", "SAME_LOWER"))
                        .shape())
                .isEqualTo("1x4x4x4");
        assertThat(conv("1x3x7x8", "4x3x3x3", stride, Attribute.of("auto_pad", "VALID"))
                        .shape())
                .isEqualTo("1x4x3x3");
    }

    @Test
    void sizesMayBeExpressions() {
        assertThat(conv("Nx3xHxW", "16x3x3x3", Attribute.ofInts("pads", 1, 1, 1, 1))
                        .shape())
                .isEqualTo("Nx16xHxW");
        Attribute stride = Attribute.ofInts("strides", 2, 2);
        assertThat(conv("Nx3xHx2*W", "16x3x3x3", stride, Attribute.ofInts("pads", 1, 1, 1, 1))
                        .shape())
                .isEqualTo("Nx16xfloordiv(H+1,2)xW");
    }

    @Test
    void weightsAreEnoughForTheRankAndTheChannels() {
        assertThat(conv("...", "16x3x3x3").shape()).isEqualTo("?x16x?x?");
        assertThat(conv("1x3x8x8", "...", Attribute.ofInts("kernel_shape", 3, 3))
                        .shape())
                .isEqualTo("1x?x6x6");
        assertThat(conv("...", "16x3x3x3").plain().shape()).isEqualTo("...");
    }

    @Test
    void kernelLargerThanTheInputIsAProblem() {
        Probe conv = conv("1x3x2x8", "4x3x3x3");
        assertThat(conv.shape()).isEqualTo("1x4x?x6");
        assertThat(conv.problem()).isEqualTo("a window of 3 does not fit an input of 2 with padding 0 on axis 2");
    }

    @Test
    void oddAttributesAreAProblem() {
        assertThat(conv("1x3x8x8", "4x3x3x3", Attribute.ofInts("strides", 0, 1)).problem())
                .contains("strides has 0");
        assertThat(conv("1x3x8x8", "4x3x3x3", Attribute.ofInts("pads", 1)).problem())
                .contains("wanted 4");
        assertThat(conv("1x3x8x8", "4x3x3").problem()).contains("same rank");
        long huge = Long.MAX_VALUE;
        assertThat(conv("1x3x8x8", "4x3x3x3", Attribute.ofInts("pads", huge, huge, huge, huge))
                        .shape())
                .isEqualTo("null");
    }

    @Test
    void integerConvolutionGivesInt32() {
        Probe conv =
                Probe.of("ConvInteger", 10).tensor(ElementType.UINT8, "1x1x3x3").tensor(ElementType.UINT8, "1x1x2x2");
        assertThat(conv.type()).isEqualTo("INT32[1x1x2x2]");
    }

    @Test
    void transposedConvolutionGrows() {
        Attribute stride = Attribute.ofInts("strides", 2, 2);
        Probe up = Probe.of("ConvTranspose", 11).tensor("1x4x3x3").tensor("4x2x3x3");
        assertThat(up.shape()).isEqualTo("1x2x5x5");
        assertThat(up.with(stride).shape()).isEqualTo("1x2x7x7");
        assertThat(up.with(stride, Attribute.ofInts("output_padding", 1, 0)).shape())
                .isEqualTo("1x2x8x7");
        assertThat(up.with(stride, Attribute.ofInts("pads", 1, 1, 1, 1)).shape())
                .isEqualTo("1x2x5x5");
        assertThat(up.with(Attribute.of("group", 2)).shape()).isEqualTo("1x4x5x5");
        assertThat(up.with(stride, Attribute.ofInts("output_shape", 10, 8)).shape())
                .isEqualTo("1x2x10x8");
        assertThat(up.with(stride, Attribute.of("auto_pad", "SAME_UPPER")).shape())
                .isEqualTo("1x2x6x6");
    }
}
