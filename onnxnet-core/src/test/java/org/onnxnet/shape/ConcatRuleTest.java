package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class ConcatRuleTest {
    @Test
    void concatAddsUpItsAxis() {
        Attribute axis = Attribute.of("axis", 1);
        assertThat(Probe.of("Concat", 13).tensor("2x3").tensor("2x4").with(axis).shape())
                .isEqualTo("2x7");
        assertThat(Probe.of("Concat", 13).tensor("?xN").tensor("2xM").with(axis).shape())
                .isEqualTo("2xM+N");
        assertThat(Probe.of("Concat", 13)
                        .tensor("2x3")
                        .tensor("2x4")
                        .with(Attribute.of("axis", -1))
                        .shape())
                .isEqualTo("2x7");
        assertThat(Probe.of("Concat", 13).tensor("2x3").tensor("5x4").with(axis).problem())
                .contains("axis 0");
        assertThat(Probe.of("Concat", 13).tensor("2x3").tensor("...").with(axis).shape())
                .isEqualTo("?x?");
    }

    @Test
    void concatJoinsValuesAndKeepsWhatIsKnown() {
        Attribute axis = Attribute.of("axis", 0);
        assertThat(Probe.of("Concat", 13).symbols("n 2").longs(3).with(axis).value())
                .isEqualTo("INT64[3]{n, 2, 3}");
        assertThat(Probe.of("Concat", 13)
                        .tensor(ElementType.INT64, "1")
                        .longs(3)
                        .with(axis)
                        .value())
                .isEqualTo("INT64[2]{?, 3}");
    }
}
