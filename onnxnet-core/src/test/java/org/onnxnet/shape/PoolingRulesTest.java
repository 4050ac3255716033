package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class PoolingRulesTest {
    private static final Attribute KERNEL3 = Attribute.ofInts("kernel_shape", 3, 3);
    private static final Attribute STRIDE2 = Attribute.ofInts("strides", 2, 2);
    private static final Attribute CEIL = Attribute.of("ceil_mode", 1);

    @Test
    void poolsKeepBatchAndChannels() {
        assertThat(Probe.of("MaxPool", 8)
                        .tensor("Nx64x32x32")
                        .with(KERNEL3, STRIDE2)
                        .shape())
                .isEqualTo("Nx64x15x15");
        assertThat(Probe.of("AveragePool", 7)
                        .tensor("1x2x5x5")
                        .with(KERNEL3, Attribute.ofInts("pads", 1, 1, 1, 1))
                        .shape())
                .isEqualTo("1x2x5x5");
    }

    @Test
    void indicesHaveTheShapeOfTheValues() {
        assertThat(Probe.of("MaxPool", 12)
                        .tensor("1x2x5x5")
                        .with(KERNEL3)
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[1x2x3x3]", "INT64[1x2x3x3]");
    }

    @Test
    void ceilModeCountsAWindowThatIsNotFull() {
        assertThat(Probe.of("MaxPool", 10)
                        .tensor("1x1x6x7")
                        .with(KERNEL3, STRIDE2)
                        .shape())
                .isEqualTo("1x1x2x3");
        assertThat(Probe.of("MaxPool", 10)
                        .tensor("1x1x6x7")
                        .with(KERNEL3, STRIDE2, CEIL)
                        .shape())
                .isEqualTo("1x1x3x3");
    }

    @Test
    void ceilModeLeavesOutAWindowThatStartsInThePaddingBehind() {
        Probe pool = Probe.of("AveragePool", 22)
                .tensor("1x1x4x4")
                .with(Attribute.ofInts("kernel_shape", 1, 1), STRIDE2, CEIL, Attribute.ofInts("pads", 0, 0, 1, 1));
        assertThat(pool.shape()).isEqualTo("1x1x2x2");
    }

    @Test
    void dilationsWidenTheWindow() {
        assertThat(Probe.of("MaxPool", 10)
                        .tensor("1x1x8x8")
                        .with(KERNEL3, Attribute.ofInts("dilations", 2, 3))
                        .shape())
                .isEqualTo("1x1x4x2");
        assertThat(Probe.of("AveragePool", 19)
                        .tensor("1x1x8x8")
                        .with(KERNEL3, Attribute.ofInts("dilations", 2, 3))
                        .shape())
                .isEqualTo("1x1x4x2");
    }

    @Test
    void sameDividesByTheStride() {
        assertThat(Probe.of("MaxPool", 12)
                        .tensor("1x1x5x6")
                        .with(KERNEL3, STRIDE2, Attribute.of("auto_pad", "SAME_LOWER"))
                        .shape())
                .isEqualTo("1x1x3x3");
    }

    @Test
    void kernelIsNeeded() {
        assertThat(Probe.of("MaxPool", 12).tensor("1x1x5x6").problem()).isEqualTo("attribute kernel_shape is missing");
        assertThat(Probe.of("MaxPool", 12).tensor("1x5").with(KERNEL3).problem())
                .contains("less than 3 dimensions");
    }

    @Test
    void globalPoolsLeaveOneElement() {
        assertThat(Probe.of("GlobalAveragePool", 1).tensor("Nx64x?x7").shape()).isEqualTo("Nx64x1x1");
        assertThat(Probe.of("GlobalMaxPool", 1).tensor("...").shape()).isEqualTo("...");
    }

    @Test
    void unpoolingGrows() {
        Probe unpool = Probe.of("MaxUnpool", 11)
                .tensor("1x1x2x2")
                .tensor(ElementType.INT64, "1x1x2x2")
                .with(Attribute.ofInts("kernel_shape", 2, 2), STRIDE2);
        assertThat(unpool.shape()).isEqualTo("1x1x4x4");
        assertThat(unpool.longs(1, 1, 5, 5).shape()).isEqualTo("1x1x5x5");
    }

    @Test
    void regionsAreCutToOneSize() {
        Probe align = Probe.of("RoiAlign", 16)
                .tensor("1x3x20x20")
                .tensor("Rx4")
                .tensor(ElementType.INT64, "R")
                .with(Attribute.of("output_height", 5), Attribute.of("output_width", 6));
        assertThat(align.shape()).isEqualTo("Rx3x5x6");
        Probe pool = Probe.of("MaxRoiPool", 1)
                .tensor("1x3x20x20")
                .tensor("9x5")
                .with(Attribute.ofInts("pooled_shape", 2, 3));
        assertThat(pool.shape()).isEqualTo("9x3x2x3");
    }
}
