package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class QuantizationRulesTest {
    @Test
    void withoutZeroPointTheTypeIsUint8() {
        assertThat(NodeCase.of("QuantizeLinear", 10).floats("2 n").floats("").types())
                .containsExactly("UINT8[2xn]");
    }

    @Test
    void theZeroPointDecidesTheType() {
        assertThat(NodeCase.of("QuantizeLinear", 13)
                        .floats("2 n")
                        .floats("")
                        .input(ElementType.INT8, "")
                        .types())
                .containsExactly("INT8[2xn]");
    }

    @Test
    void since21AnAttributeDecidesTheType() {
        Attribute int4 = Attribute.of("output_dtype", ElementType.INT4.code());
        assertThat(NodeCase.of("QuantizeLinear", 21)
                        .floats("4")
                        .floats("")
                        .with(int4)
                        .types())
                .containsExactly("INT4[4]");
        assertThat(NodeCase.of("QuantizeLinear", 21)
                        .floats("4")
                        .floats("")
                        .input(ElementType.INT8, "")
                        .with(int4)
                        .problem())
                .contains("output_dtype is INT4, the zero point is INT8");
    }

    @Test
    void aZeroPointOfUnknownTypeLeavesTheTypeOpen() {
        assertThat(NodeCase.of("QuantizeLinear", 13)
                        .floats("4")
                        .floats("")
                        .unknown()
                        .types())
                .containsExactly("?");
    }

    @Test
    void dequantizingGivesTheTypeOfTheScaleOrOfTheAttribute() {
        NodeCase old = NodeCase.of("DequantizeLinear", 19)
                .input(ElementType.INT8, "2 3")
                .input(ElementType.FLOAT16, "");
        assertThat(old.types()).containsExactly("FLOAT16[2x3]");
        NodeCase declared = NodeCase.of("DequantizeLinear", 23)
                .input(ElementType.INT8, "2 3")
                .floats("")
                .with(Attribute.of("output_dtype", ElementType.BFLOAT16.code()));
        assertThat(declared.types()).containsExactly("BFLOAT16[2x3]");
    }

    @Test
    void dynamicQuantizationGivesScaleAndZeroPoint() {
        assertThat(NodeCase.of("DynamicQuantizeLinear", 11)
                        .floats("n 3")
                        .outputs(3)
                        .types())
                .containsExactly("UINT8[nx3]", "FLOAT[]", "UINT8[]");
    }

    private static NodeCase operands(String type, long opset, String a, String b) {
        return NodeCase.of(type, opset)
                .input(ElementType.UINT8, a)
                .floats("")
                .input(ElementType.UINT8, "")
                .input(ElementType.INT8, b)
                .floats("")
                .input(ElementType.INT8, "")
                .floats("")
                .input(ElementType.UINT8, "");
    }

    @Test
    void convolutionsAndProductsHaveTheTypeOfTheirZeroPoint() {
        assertThat(operands("QLinearConv", 10, "1 3 8 8", "4 3 3 3")
                        .with(Attribute.ofInts("pads", 1, 1, 1, 1))
                        .types())
                .containsExactly("UINT8[1x4x8x8]");
        assertThat(operands("QLinearMatMul", 21, "2 n 4", "4 5").types()).containsExactly("UINT8[2xnx5]");
    }

    @Test
    void aZeroPointOfAnotherTypeContradicts() {
        NodeCase product = NodeCase.of("QLinearMatMul", 10)
                .input(ElementType.UINT8, "2 4")
                .floats("")
                .input(ElementType.INT8, "")
                .input(ElementType.INT8, "4 5")
                .floats("")
                .input(ElementType.INT8, "")
                .floats("")
                .input(ElementType.UINT8, "");
        assertThat(product.types()).containsExactly("?");
        assertThat(product.problem()).contains("input 0 is UINT8, its zero point at input 2 INT8");
    }
}
