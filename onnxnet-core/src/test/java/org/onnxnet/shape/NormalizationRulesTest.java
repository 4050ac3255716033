package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;

class NormalizationRulesTest {
    private static Probe batch(long opset, String data) {
        return Probe.of("BatchNormalization", opset)
                .tensor(data)
                .tensor("8")
                .tensor("8")
                .tensor("8")
                .tensor("8");
    }

    @Test
    void outputHasTheTypeOfTheInput() {
        assertThat(batch(15, "Nx8x4x4").shape()).isEqualTo("Nx8x4x4");
        assertThat(Probe.of("InstanceNormalization", 6)
                        .tensor("Nx8x4")
                        .tensor("8")
                        .tensor("8")
                        .shape())
                .isEqualTo("Nx8x4");
        assertThat(Probe.of("GroupNormalization", 21)
                        .tensor("Nx8x4")
                        .tensor("8")
                        .tensor("8")
                        .shape())
                .isEqualTo("Nx8x4");
    }

    @Test
    void statisticsHaveOneNumberPerChannel() {
        assertThat(batch(15, "Nx8x4x4").outputs(3).types()).containsExactly("FLOAT[Nx8x4x4]", "FLOAT[8]", "FLOAT[8]");
        assertThat(batch(9, "NxCx4").outputs(5).types()).contains("FLOAT[8]", "FLOAT[8]", "FLOAT[8]", "FLOAT[8]");
    }

    @Test
    void parametersOfTheWrongLengthAreAProblem() {
        assertThat(batch(15, "Nx9x4").problem()).isEqualTo("input 1 has 8 elements for 9 channels");
    }

    @Test
    void layerStatisticsKeepTheLeadingAxes() {
        assertThat(Probe.of("LayerNormalization", 17)
                        .tensor("2x3x4")
                        .tensor("4")
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT[2x3x4]", "FLOAT[2x3x1]", "FLOAT[2x3x1]");
        assertThat(Probe.of("LayerNormalization", 17)
                        .tensor("2x3x4")
                        .tensor("3x4")
                        .outputs(2)
                        .with(Attribute.of("axis", 1))
                        .types())
                .containsExactly("FLOAT[2x3x4]", "FLOAT[2x1x1]");
    }
}
