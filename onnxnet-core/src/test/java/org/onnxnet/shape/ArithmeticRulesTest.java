package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class ArithmeticRulesTest {
    @ParameterizedTest
    @CsvSource({
        "2x3, 3, 2x3",
        "2x1, 1x3, 2x3",
        "Nx3, 1, Nx3",
        "Nx3, Nx3, Nx3",
        "NxM, MxN, ?x?",
        "?x3, 5x1, 5x3",
        "N, 1, N",
        "N, 4, 4",
        "0, 1, 0",
        "2x3, '', 2x3"
    })
    void bothSidesBroadcastSinceVersion7(String a, String b, String result) {
        assertThat(Probe.of("Add", 7).tensor(a).tensor(b).shape()).isEqualTo(result);
        assertThat(Probe.of("Mul", 14).tensor(b).tensor(a).shape()).isEqualTo(result);
    }

    @Test
    void shapesThatDoNotBroadcastAreAProblem() {
        Probe add = Probe.of("Add", 13).tensor("2x3").tensor("2x4");
        assertThat(add.shape()).isEqualTo("null");
        assertThat(add.problem()).isEqualTo("dimensions 3 and 4 do not broadcast");
    }

    @Test
    void beforeVersion7TheFirstInputHasTheShape() {
        Probe add = Probe.of("Add", 6)
                .tensor("2x3x4")
                .tensor("3")
                .with(Attribute.of("broadcast", 1), Attribute.of("axis", 1));
        assertThat(add.shape()).isEqualTo("2x3x4");
    }

    @Test
    void comparisonsGiveBool() {
        assertThat(Probe.of("Less", 13).tensor("2x1").tensor("3").type()).isEqualTo("BOOL[2x3]");
        assertThat(Probe.of("Equal", 13).symbols("n n 2").symbols("n m 3").value())
                .isEqualTo("BOOL[3]{1, ?, 0}");
        assertThat(Probe.of("Greater", 13).symbols("n+1 n 2").symbols("n n 3").value())
                .isEqualTo("BOOL[3]{1, 0, 0}");
    }

    @Test
    void integersAreFollowedAsExpressions() {
        assertThat(Probe.of("Add", 14).symbols("n 2").symbols("m 3").value()).isEqualTo("INT64[2]{m+n, 5}");
        assertThat(Probe.of("Mul", 14).symbols("n ?").longs(2).value()).isEqualTo("INT64[2]{2*n, ?}");
        assertThat(Probe.of("Sub", 14).symbols("n").symbols("n").value()).isEqualTo("INT64[1]{0}");
    }

    @Test
    void integerDivisionRoundsTowardsZero() {
        assertThat(Probe.of("Div", 14).longs(7, -7, 7).longs(2, 2, 0).value()).isEqualTo("INT64[3]{3, -3, ?}");
        assertThat(Probe.of("Div", 14).symbols("4*n n").longs(2).value()).isEqualTo("INT64[2]{2*n, floordiv(n,2)}");
    }

    @Test
    void remainderHasTheSignOfTheDivisorUnlessFmod() {
        assertThat(Probe.of("Mod", 13).longs(-7, 7).longs(3).value()).isEqualTo("INT64[2]{2, 1}");
        assertThat(Probe.of("Mod", 13)
                        .longs(-7, 7)
                        .longs(3)
                        .with(Attribute.of("fmod", 1))
                        .value())
                .isEqualTo("INT64[2]{-1, 1}");
    }

    @Test
    void resultsThatWrapAreNotFollowed() {
        assertThat(Probe.of("Add", 14).longs(Long.MAX_VALUE).longs(1).value()).isEqualTo("INT64[1]{?}");
    }

    @Test
    void floatsAreRoundedToTheirType() {
        Tensor a = Tensor.ofFloats("", Shape.of(1), 0.1f);
        Tensor b = Tensor.ofFloats("", Shape.of(1), 0.2f);
        assertThat(Probe.of("Add", 14).constant(a).constant(b).infer().value(0).toDoubles())
                .containsExactly(0.1f + 0.2f);
    }

    @Test
    void variadicOperatorsBroadcastSinceVersion8() {
        assertThat(Probe.of("Max", 8).tensor("2x1").tensor("3").tensor("4x1x1").shape())
                .isEqualTo("4x2x3");
        assertThat(Probe.of("Sum", 6).tensor("2x3").tensor("2x3").shape()).isEqualTo("2x3");
        assertThat(Probe.of("Min", 13).longs(4, 9).longs(7).value()).isEqualTo("INT64[2]{4, 7}");
    }

    @Test
    void whereTakesTheTypeOfItsBranches() {
        Probe where = Probe.of("Where", 16)
                .tensor(ElementType.BOOL, "2x1")
                .tensor("3")
                .tensor("");
        assertThat(where.type()).isEqualTo("FLOAT[2x3]");
    }

    @Test
    void whereFollowsWhatItPicks() {
        Tensor condition =
                Tensor.ofRaw("", ElementType.BOOL, Shape.of(2), org.onnxnet.graph.Bytes.wrap(new byte[] {1, 0}));
        assertThat(Probe.of("Where", 16)
                        .constant(condition)
                        .symbols("n 2")
                        .symbols("3 m")
                        .value())
                .isEqualTo("INT64[2]{n, m}");
        assertThat(Probe.of("Where", 16)
                        .tensor(ElementType.BOOL, "2")
                        .symbols("n 2")
                        .symbols("n 3")
                        .value())
                .isEqualTo("INT64[2]{n, ?}");
    }

    @Test
    void plainModeFollowsNothing() {
        assertThat(Probe.of("Add", 14).plain().longs(1).longs(2).value()).isEqualTo("null");
        assertThat(Probe.of("Add", 1).plain().tensor("2").tensor("2").type()).isEqualTo("null");
    }
}
