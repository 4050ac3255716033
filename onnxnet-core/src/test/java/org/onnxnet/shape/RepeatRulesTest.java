package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class RepeatRulesTest {
    @Test
    void tileMultiplies() {
        assertThat(Probe.of("Tile", 13).tensor("2xN").longs(3, 2).shape()).isEqualTo("6x2*N");
        assertThat(Probe.of("Tile", 13)
                        .tensor("2xN")
                        .tensor(ElementType.INT64, "2")
                        .shape())
                .isEqualTo("?x?");
        assertThat(Probe.of("Tile", 13).longs(1, 2).longs(2).value()).isEqualTo("INT64[4]{1, 2, 1, 2}");
    }

    @Test
    void expandBroadcasts() {
        assertThat(Probe.of("Expand", 13).tensor("3x1").longs(2, 1, 6).shape()).isEqualTo("2x3x6");
        assertThat(Probe.of("Expand", 13).tensor("1x1").symbols("n 4").shape()).isEqualTo("nx4");
        assertThat(Probe.of("Expand", 13)
                        .tensor("3x1")
                        .tensor(ElementType.INT64, "3")
                        .shape())
                .isEqualTo("?x3x?");
    }

    @Test
    void padsWereAnAttributeBeforeVersion11() {
        assertThat(Probe.of("Pad", 2)
                        .tensor("2x3")
                        .with(Attribute.ofInts("pads", 0, 1, 0, 2))
                        .shape())
                .isEqualTo("2x6");
        assertThat(Probe.of("Pad", 11).tensor("2xN").longs(0, 1, 0, 2).shape()).isEqualTo("2xN+3");
        assertThat(Probe.of("Pad", 11).tensor("2x3").longs(0, -1, 0, -1).shape())
                .isEqualTo("2x1");
        assertThat(Probe.of("Pad", 11)
                        .tensor("2x3")
                        .tensor(ElementType.INT64, "4")
                        .shape())
                .isEqualTo("?x?");
    }

    @Test
    void padHasAxesSinceVersion18() {
        assertThat(Probe.of("Pad", 18)
                        .tensor("2x3x4")
                        .longs(1, 1)
                        .missing()
                        .longs(-2)
                        .shape())
                .isEqualTo("2x5x4");
        assertThat(Probe.of("Pad", 18).tensor("2x3x4").longs(1, 1).problem()).contains("2 pads for 3 axes");
    }
}
