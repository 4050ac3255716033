package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class MovementRulesTest {
    @Test
    void transposeReversesByDefault() {
        assertThat(Probe.of("Transpose", 13).tensor("Nx3x?").shape()).isEqualTo("?x3xN");
        assertThat(Probe.of("Transpose", 13)
                        .tensor("2x3x4")
                        .with(Attribute.ofInts("perm", 0, 2, 1))
                        .shape())
                .isEqualTo("2x4x3");
        assertThat(Probe.of("Transpose", 13)
                        .tensor("2x3")
                        .with(Attribute.ofInts("perm", 0, 0))
                        .problem())
                .contains("has 0 twice");
    }

    @Test
    void transposeMovesValues() {
        Tensor matrix = Tensor.ofLongs("", Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        assertThat(Probe.of("Transpose", 13).constant(matrix).value()).isEqualTo("INT64[3x2]{1, 4, 2, 5, 3, 6}");
    }

    @Test
    void blocksMoveBetweenDepthAndSpace() {
        Attribute block = Attribute.of("blocksize", 2);
        assertThat(Probe.of("DepthToSpace", 13).tensor("Nx8x2x3").with(block).shape())
                .isEqualTo("Nx2x4x6");
        assertThat(Probe.of("SpaceToDepth", 13).tensor("Nx2x4x6").with(block).shape())
                .isEqualTo("Nx8x2x3");
        assertThat(Probe.of("SpaceToDepth", 13).tensor("Nx2x4x6").problem()).contains("blocksize is 0");
    }
}
