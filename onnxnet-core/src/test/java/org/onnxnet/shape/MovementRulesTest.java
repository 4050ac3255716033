package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
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
