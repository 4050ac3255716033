package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class LinearAlgebraRulesTest {
    @ParameterizedTest
    @CsvSource({
        "2x3, 3x4, 2x4",
        "3, 3x4, 4",
        "2x3, 3, 2",
        "3, 3, ''",
        "Nx2x3, 3x4, Nx2x4",
        "5x1x2x3, 7x3x4, 5x7x2x4",
        "?xK, KxM, ?xM"
    })
    void matMulTreatsLeadingAxesAsBatch(String a, String b, String result) {
        assertThat(Probe.of("MatMul", 13).tensor(a).tensor(b).shape()).isEqualTo(result);
    }

    @Test
    void innerDimensionsMustAgree() {
        assertThat(Probe.of("MatMul", 13).tensor("2x3").tensor("4x5").problem())
                .isEqualTo("inner dimensions 3 and 4 differ");
        assertThat(Probe.of("MatMul", 13).tensor("").tensor("4x5").problem()).contains("must not be scalars");
    }

    @Test
    void integerProductsAreInt32() {
        assertThat(Probe.of("MatMulInteger", 10)
                        .tensor(ElementType.UINT8, "2x3")
                        .tensor(ElementType.UINT8, "3x4")
                        .type())
                .isEqualTo("INT32[2x4]");
    }

    @Test
    void gemmTransposes() {
        assertThat(Probe.of("Gemm", 13).tensor("Nx3").tensor("3x4").tensor("4").shape())
                .isEqualTo("Nx4");
        assertThat(Probe.of("Gemm", 13)
                        .tensor("3x2")
                        .tensor("4x3")
                        .with(Attribute.of("transA", 1), Attribute.of("transB", 1))
                        .shape())
                .isEqualTo("2x4");
        assertThat(Probe.of("Gemm", 13).tensor("2x3x4").tensor("3x4").problem()).contains("wanted 2 dimensions");
        assertThat(Probe.of("Gemm", 13).tensor("...").tensor("3x4").shape()).isEqualTo("?x4");
    }

    @Test
    void determinantDropsTheMatrix() {
        assertThat(Probe.of("Det", 11).tensor("5x3x3").shape()).isEqualTo("5");
        assertThat(Probe.of("Det", 11).tensor("3x3").shape()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'ij,jk->ik', 2x3, 3x4, 2x4",
        "'ij,jk', 2x3, 3x4, 2x4",
        "'ba,ac', 2x3, 3x4, 2x4",
        "'...ij,...jk->...ik', 7x2x3, 7x3x4, 7x2x4",
        "'bhqd,bhkd->bhqk', BxHx5x8, BxHx6x8, BxHx5x6",
        "'i,j->ij', N, M, NxM",
        "'ij,ij->', 2x3, 2x3, ''"
    })
    void einsumReadsItsEquation(String equation, String a, String b, String result) {
        assertThat(Probe.of("Einsum", 12)
                        .tensor(a)
                        .tensor(b)
                        .with(Attribute.of("equation", equation))
                        .shape())
                .isEqualTo(result);
    }

    @Test
    void einsumOfOneInput() {
        assertThat(Probe.of("Einsum", 12)
                        .tensor("2x3")
                        .with(Attribute.of("equation", "ij->ji"))
                        .shape())
                .isEqualTo("3x2");
        assertThat(Probe.of("Einsum", 12)
                        .tensor("3x3")
                        .with(Attribute.of("equation", "ii"))
                        .shape())
                .isEmpty();
        assertThat(Probe.of("Einsum", 12)
                        .tensor("2x5x3x4")
                        .with(Attribute.of("equation", "...ij->...ji"))
                        .shape())
                .isEqualTo("2x5x4x3");
    }

    @Test
    void equationsThatDoNotFitAreAProblem() {
        assertThat(Probe.of("Einsum", 12)
                        .tensor("2x3")
                        .with(Attribute.of("equation", "ijk->i"))
                        .problem())
                .contains("does not fit");
        assertThat(Probe.of("Einsum", 12)
                        .tensor("2x3")
                        .with(Attribute.of("equation", "ij,jk->ik"))
                        .problem())
                .contains("2 terms for 1 inputs");
        assertThat(Probe.of("Einsum", 12)
                        .tensor("2x3")
                        .with(Attribute.of("equation", "ij->ik"))
                        .problem())
                .contains("'k' on its right side only");
    }
}
