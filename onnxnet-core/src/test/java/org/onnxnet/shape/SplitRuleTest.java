package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class SplitRuleTest {
    @Test
    void splitTakesSizesFromAttributeOrInput() {
        assertThat(Probe.of("Split", 11)
                        .tensor("2x6")
                        .outputs(2)
                        .with(Attribute.of("axis", 1), Attribute.ofInts("split", 2, 4))
                        .types())
                .containsExactly("FLOAT[2x2]", "FLOAT[2x4]");
        assertThat(Probe.of("Split", 13)
                        .tensor("2x6")
                        .longs(2, 4)
                        .outputs(2)
                        .with(Attribute.of("axis", 1))
                        .types())
                .containsExactly("FLOAT[2x2]", "FLOAT[2x4]");
        assertThat(Probe.of("Split", 13)
                        .tensor("2x6")
                        .tensor(ElementType.INT64, "2")
                        .outputs(2)
                        .with(Attribute.of("axis", 1))
                        .types())
                .containsExactly("FLOAT[2x?]", "FLOAT[2x?]");
    }

    @Test
    void splitWithoutSizesIsEven() {
        assertThat(Probe.of("Split", 13).tensor("6x2").outputs(3).types()).containsOnly("FLOAT[2x2]");
        assertThat(Probe.of("Split", 13).tensor("7x2").outputs(3).problem()).contains("equal parts");
        assertThat(Probe.of("Split", 13).tensor("2*Nx2").outputs(2).types()).containsOnly("FLOAT[Nx2]");
    }

    @Test
    void lastPartMayBeSmallerSinceVersion18() {
        assertThat(Probe.of("Split", 18)
                        .tensor("7")
                        .outputs(3)
                        .with(Attribute.of("num_outputs", 3))
                        .types())
                .containsExactly("FLOAT[3]", "FLOAT[3]", "FLOAT[1]");
    }

    @Test
    void splitCutsValues() {
        NodeTypes parts = Probe.of("Split", 13).symbols("n 2 3 m").outputs(2).infer();
        assertThat(parts.value(0)).hasToString("INT64[2]{n, 2}");
        assertThat(parts.value(1)).hasToString("INT64[2]{3, m}");
    }
}
