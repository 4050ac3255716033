package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class SignalRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"BlackmanWindow", "HammingWindow", "HannWindow"})
    void aWindowIsAsLongAsAsked(String type) {
        assertThat(NodeCase.of(type, 17).scalar(10).types()).containsExactly("FLOAT[10]");
        NodeCase unknown = NodeCase.of(type, 17)
                .input(ElementType.INT64, "")
                .with(Attribute.of("output_datatype", ElementType.DOUBLE.code()));
        assertThat(unknown.types()).containsExactly("DOUBLE[?]");
        assertThat(unknown.plainTypes()).containsExactly("DOUBLE[...]");
        assertThat(NodeCase.of(type, 17).scalar(0).problem()).contains("size is 0");
    }

    @Test
    void melWeightsHaveHalfASpectrumOfRows() {
        assertThat(NodeCase.of("MelWeightMatrix", 17)
                        .scalar(8)
                        .scalar(16)
                        .scalar(8192)
                        .floats("")
                        .floats("")
                        .types())
                .containsExactly("FLOAT[9x8]");
    }

    @Test
    void fourierTransformOfVersion17HasItsAxisAsAttribute() {
        NodeCase dft = NodeCase.of("DFT", 17).floats("1 10 10 1");
        assertThat(dft.types()).containsExactly("FLOAT[1x10x10x2]");
        assertThat(NodeCase.of("DFT", 17)
                        .floats("1 10 12 1")
                        .with(Attribute.of("axis", 2), Attribute.of("onesided", 1))
                        .types())
                .containsExactly("FLOAT[1x10x7x2]");
    }

    @Test
    void fourierTransformOfVersion20HasItsAxisAsInput() {
        assertThat(NodeCase.of("DFT", 20)
                        .floats("n 10 10 1")
                        .omitted()
                        .scalar(1)
                        .types())
                .containsExactly("FLOAT[nx10x10x2]");
        assertThat(NodeCase.of("DFT", 20)
                        .floats("1 10 12 1")
                        .scalar(8)
                        .with(Attribute.of("onesided", 1))
                        .types())
                .containsExactly("FLOAT[1x10x5x2]");
        assertThat(NodeCase.of("DFT", 20)
                        .floats("1 10 12 1")
                        .omitted()
                        .input(ElementType.INT64, "")
                        .with(Attribute.of("onesided", 1))
                        .types())
                .containsExactly("FLOAT[?x?x?x2]");
    }

    @Test
    void theInverseOfAOnesidedTransformIsReal() {
        assertThat(NodeCase.of("DFT", 20)
                        .floats("1 6 2")
                        .with(Attribute.of("onesided", 1), Attribute.of("inverse", 1))
                        .types())
                .containsExactly("FLOAT[1x10x1]");
    }

    @Test
    void theAxisOfThePartsIsNotTransformed() {
        assertThat(NodeCase.of("DFT", 17)
                        .floats("1 10 1")
                        .with(Attribute.of("axis", 2))
                        .problem())
                .contains("that of the parts");
        assertThat(NodeCase.of("DFT", 17).floats("4").problem()).contains("less than 2");
    }

    private static NodeCase frames() {
        return NodeCase.of("STFT", 17).floats("n 128 1").scalar(8).floats("16");
    }

    @Test
    void shortTimeTransformsAreOnesidedByDefault() {
        assertThat(frames().types()).containsExactly("FLOAT[nx15x9x2]");
        assertThat(frames().with(Attribute.of("onesided", 0)).types()).containsExactly("FLOAT[nx15x16x2]");
    }

    @Test
    void theReferenceImplementationTakesThemForTwoSided() {
        assertThat(frames().plainTypes()).containsExactly("FLOAT[nx15x16x2]");
        assertThat(frames().with(Attribute.of("onesided", 1)).plainTypes()).containsExactly("FLOAT[nx15x9x2]");
    }

    @Test
    void theFrameLengthMustBeThatOfTheWindow() {
        assertThat(frames().scalar(16).types()).containsExactly("FLOAT[nx15x9x2]");
        assertThat(frames().scalar(12).problem()).contains("frame length is 12 and the window has 16");
        assertThat(NodeCase.of("STFT", 17)
                        .floats("2 128")
                        .scalar(0)
                        .floats("16")
                        .problem())
                .contains("frame step is 0");
    }
}
