package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class ShapeValueRulesTest {
    @Test
    void shapeIsAVectorOfDimensions() {
        assertThat(Probe.of("Shape", 13).tensor("Nx3x?").value()).isEqualTo("INT64[3]{N, 3, ?}");
        assertThat(Probe.of("Shape", 13).tensor("...").type()).isEqualTo("INT64[?]");
        assertThat(Probe.of("Shape", 13).plain().tensor("Nx3").value()).isEqualTo("null");
    }

    @Test
    void shapeCutsSinceVersion15() {
        assertThat(Probe.of("Shape", 15)
                        .tensor("Nx3x4")
                        .with(Attribute.of("start", 1))
                        .value())
                .isEqualTo("INT64[2]{3, 4}");
        assertThat(Probe.of("Shape", 15)
                        .tensor("Nx3x4")
                        .with(Attribute.of("end", -1))
                        .value())
                .isEqualTo("INT64[2]{N, 3}");
        assertThat(Probe.of("Shape", 15)
                        .tensor("Nx3")
                        .with(Attribute.of("start", 5), Attribute.of("end", -9))
                        .type())
                .isEqualTo("INT64[0]");
    }

    @Test
    void sizeMultiplies() {
        assertThat(Probe.of("Size", 13).tensor("Nx3x4").value()).isEqualTo("INT64[]{12*N}");
        assertThat(Probe.of("Size", 13).tensor("Nx?").value()).isEqualTo("INT64[]{?}");
        assertThat(Probe.of("Size", 13).tensor("...").type()).isEqualTo("INT64[]");
    }

    @Test
    void constantsAreKnownInBothModes() {
        Probe constant = Probe.of("Constant", 13).with(Attribute.ofInts("value_ints", 3, 4));
        assertThat(constant.value()).isEqualTo("INT64[2]{3, 4}");
        assertThat(constant.plain().value()).isEqualTo("INT64[2]{3, 4}");
        assertThat(Probe.of("Constant", 13)
                        .with(Attribute.of("value_float", 1.5f))
                        .value())
                .isEqualTo("FLOAT[]{1.5}");
        assertThat(Probe.of("Constant", 13)
                        .with(Attribute.ofStrings("value_strings", "a", "b"))
                        .type())
                .isEqualTo("STRING[2]");
    }

    @Test
    void largeConstantsHaveATypeOnly() {
        Tensor large = Tensor.ofLongs("", new long[SymbolicTensor.MAX_ELEMENTS + 1]);
        Probe constant = Probe.of("Constant", 13).with(Attribute.of("value", large));
        assertThat(constant.type()).isEqualTo("INT64[4097]");
        assertThat(constant.value()).isEqualTo("null");
    }

    @Test
    void constantOfShapeFills() {
        assertThat(Probe.of("ConstantOfShape", 9).symbols("n 3").type()).isEqualTo("FLOAT[nx3]");
        Attribute fill = Attribute.of("value", Tensor.ofLongs("", 7));
        assertThat(Probe.of("ConstantOfShape", 9).longs(2).with(fill).value()).isEqualTo("INT64[2]{7, 7}");
        assertThat(Probe.of("ConstantOfShape", 9).tensor(ElementType.INT64, "2").type())
                .isEqualTo("FLOAT[?x?]");
        assertThat(Probe.of("ConstantOfShape", 9)
                        .longs(1_000_000_000_000L, 1_000_000_000_000L)
                        .type())
                .isEqualTo("FLOAT[1000000000000x1000000000000]");
    }

    @Test
    void eyeHasTheShapeOfItsInput() {
        assertThat(Probe.of("EyeLike", 9)
                        .tensor("3xN")
                        .with(Attribute.of("dtype", 7))
                        .type())
                .isEqualTo("INT64[3xN]");
        assertThat(Probe.of("EyeLike", 9).tensor(ElementType.DOUBLE, "3x4").type())
                .isEqualTo("DOUBLE[3x4]");
    }

    @Test
    void rangeCountsItsSteps() {
        assertThat(Probe.of("Range", 11).scalar(3).scalar(10).scalar(3).value()).isEqualTo("INT64[3]{3, 6, 9}");
        assertThat(Probe.of("Range", 11).scalar(5).scalar(0).scalar(-2).value()).isEqualTo("INT64[3]{5, 3, 1}");
        assertThat(Probe.of("Range", 11).scalar(5).scalar(0).scalar(1).value()).isEqualTo("INT64[0]{}");
        assertThat(Probe.of("Range", 11).scalar(0).symbols("n").scalar(1).type())
                .isEqualTo("INT64[n]");
        assertThat(Probe.of("Range", 11).scalar(0).scalar(1).scalar(0).type()).isEqualTo("INT64[?]");
    }

    @Test
    void rangeOfFloats() {
        Probe range = Probe.of("Range", 11)
                .constant(Tensor.ofFloats("", Shape.SCALAR, 1))
                .constant(Tensor.ofFloats("", Shape.SCALAR, 2))
                .constant(Tensor.ofFloats("", Shape.SCALAR, 0.25f));
        assertThat(range.type()).isEqualTo("FLOAT[4]");
    }
}
