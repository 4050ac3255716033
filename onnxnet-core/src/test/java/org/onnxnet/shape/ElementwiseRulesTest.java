package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class ElementwiseRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"Relu", "Sigmoid", "LeakyRelu", "Erf", "Sqrt", "Softmax", "HardSwish", "Gelu", "LRN", "Elu"})
    void outputHasTheTypeOfTheInput(String op) {
        assertThat(Probe.of(op, 20).tensor(ElementType.DOUBLE, "Nx3x?").type()).isEqualTo("DOUBLE[Nx3x?]");
        assertThat(Probe.of(op, 20).tensor("...").type()).isEqualTo("FLOAT[...]");
    }

    @Test
    void unknownInputLeavesTheOutputUnknown() {
        assertThat(Probe.of("Relu", 14).missing().type()).isEqualTo("null");
    }

    @Test
    void roundingFollowsFloats() {
        Tensor scales = Tensor.ofFloats("", Shape.of(3), 1.5f, -1.5f, 2);
        assertThat(Probe.of("Floor", 13).constant(scales).value()).isEqualTo("FLOAT[3]{1.0, -2.0, 2.0}");
        assertThat(Probe.of("Ceil", 13).constant(scales).value()).isEqualTo("FLOAT[3]{2.0, -1.0, 2.0}");
        assertThat(Probe.of("Round", 11).constant(scales).value()).isEqualTo("FLOAT[3]{2.0, -2.0, 2.0}");
    }

    @Test
    void integersAreFollowedAsExpressions() {
        assertThat(Probe.of("Neg", 13).symbols("n 2 ?").value()).isEqualTo("INT64[3]{-n, -2, ?}");
        assertThat(Probe.of("Abs", 13).symbols("n -2 -n").value()).isEqualTo("INT64[3]{n, 2, ?}");
        assertThat(Probe.of("Relu", 14).symbols("n -2").value()).isEqualTo("INT64[2]{n, 0}");
        assertThat(Probe.of("Identity", 13).symbols("n 7").value()).isEqualTo("INT64[2]{n, 7}");
    }

    @Test
    void boundsOfClipAreInputsSinceVersion11() {
        Probe clip = Probe.of("Clip", 12).longs(-3, 5, 99).scalar(0).scalar(10);
        assertThat(clip.value()).isEqualTo("INT64[3]{0, 5, 10}");
        assertThat(Probe.of("Clip", 12).longs(-3, 5).missing().scalar(0).value())
                .isEqualTo("INT64[2]{-3, 0}");
        assertThat(Probe.of("Clip", 6).tensor("2").with(Attribute.of("max", 1f)).type())
                .isEqualTo("FLOAT[2]");
    }

    @Test
    void castOfVersion1NamesTheType() {
        assertThat(Probe.of("Cast", 1)
                        .tensor("2x3")
                        .with(Attribute.of("to", "INT64"))
                        .type())
                .isEqualTo("INT64[2x3]");
        assertThat(Probe.of("Cast", 13)
                        .tensor("2x3")
                        .with(Attribute.of("to", 7))
                        .type())
                .isEqualTo("INT64[2x3]");
    }

    @Test
    void castToAnUnknownTypeIsAProblem() {
        Probe cast = Probe.of("Cast", 13).tensor("2x3").with(Attribute.of("to", 99));
        assertThat(cast.type()).isEqualTo("null");
        assertThat(cast.problem()).contains("99");
    }

    @Test
    void castTruncatesAndGivesUpOutOfRange() {
        Tensor reals = Tensor.ofFloats("", Shape.of(4), 1.9f, -1.9f, 1e30f, Float.NaN);
        assertThat(Probe.of("Cast", 13)
                        .constant(reals)
                        .with(Attribute.of("to", 7))
                        .value())
                .isEqualTo("INT64[4]{1, -1, ?, ?}");
        assertThat(Probe.of("Cast", 13)
                        .longs(300, 5)
                        .with(Attribute.of("to", 2))
                        .value())
                .isEqualTo("UINT8[2]{?, 5}");
        assertThat(Probe.of("Cast", 13).longs(0, -4).with(Attribute.of("to", 9)).value())
                .isEqualTo("BOOL[2]{0, 1}");
    }

    @Test
    void maskOfDropoutIsBoolSinceVersion10() {
        assertThat(Probe.of("Dropout", 7).tensor("2x3").outputs(2).types()).containsExactly("FLOAT[2x3]", "FLOAT[2x3]");
        assertThat(Probe.of("Dropout", 13).tensor("2x3").outputs(2).types()).containsExactly("FLOAT[2x3]", "BOOL[2x3]");
        assertThat(Probe.of("Dropout", 7).plain().tensor("2x3").outputs(2).types())
                .containsExactly("FLOAT[2x3]", "null");
    }

    @Test
    void testsGiveBool() {
        assertThat(Probe.of("IsNaN", 13).tensor("Nx3").type()).isEqualTo("BOOL[Nx3]");
        assertThat(Probe.of("Not", 1).tensor(ElementType.BOOL, "3").type()).isEqualTo("BOOL[3]");
    }
}
