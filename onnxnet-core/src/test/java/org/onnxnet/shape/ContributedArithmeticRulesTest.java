package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.shape.NodeCase.contributed;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Contributed products, and arithmetic on numbers of few bits, by their documentation. */
class ContributedArithmeticRulesTest {
    @Test
    void packedWeightsSayTheirColumns() {
        assertThat(contributed("MatMulNBits")
                        .floats("b s 64")
                        .with(Attribute.of("K", 64), Attribute.of("N", 48))
                        .types())
                .containsExactly("FLOAT[bxsx48]");
        assertThat(contributed("MatMulFpQ4")
                        .floats("m 64")
                        .input(ElementType.UINT8, "100")
                        .longs(64, 48)
                        .types())
                .containsExactly("FLOAT[mx48]");
        assertThat(contributed("MatMulInteger16")
                        .input(ElementType.INT16, "m 4")
                        .input(ElementType.INT16, "4 5")
                        .types())
                .containsExactly("INT32[mx5]");
        assertThat(contributed("GemmFloat8")
                        .input(ElementType.FLOAT8E4M3FN, "m 4")
                        .input(ElementType.FLOAT8E4M3FN, "5 4")
                        .with(Attribute.of("transB", 1), Attribute.of("dtype", ElementType.FLOAT16.code()))
                        .types())
                .containsExactly("FLOAT16[mx5]");
        assertThat(contributed("FusedMatMul").floats("m 4").floats("5 6").problem())
                .contains("inner dimensions 4 and 5");
    }

    @Test
    void severalProductsShareTheirRows() {
        assertThat(contributed("MatMulNBitsMlp")
                        .halves("b s 64")
                        .with(Attribute.of("N", 96))
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT16[bxsx96]", "FLOAT16[bxsx64]");
        assertThat(contributed("MatMulNBitsQkv")
                        .halves("b s 64")
                        .with(Attribute.of("Nq", 64), Attribute.of("Nkv", 16))
                        .outputs(4)
                        .types())
                .containsExactly("FLOAT16[bxsx64]", "FLOAT16[bxsx16]", "FLOAT16[bxsx16]", "FLOAT16[bxsx64]");
    }

    @Test
    void sparseTimesDenseIsDense() {
        NodeCase node = contributed("SparseToDenseMatMul")
                .input(new ValueType.OfSparseTensor(ElementType.FLOAT, Shape.of(4, 3)))
                .floats("n 4")
                .with(Attribute.of("transA", 1));
        assertThat(node.with(Attribute.of("transB", 1)).types()).containsExactly("FLOAT[3xn]");
        assertThat(contributed("SparseToDenseMatMul")
                        .input(new ValueType.OfSparseTensor(ElementType.FLOAT, null))
                        .floats("3 n")
                        .types())
                .containsExactly("FLOAT[...]");
    }

    @Test
    void channelsLastConvolution() {
        assertThat(contributed("NhwcConv")
                        .halves("n 8 9 4")
                        .halves("16 3 3 4")
                        .with(Attribute.ofInts("kernel_shape", 3, 3), Attribute.ofInts("pads", 1, 1, 1, 1))
                        .types())
                .containsExactly("FLOAT16[nx8x9x16]");
    }

    @Test
    void integersAreReducedAndMultiplied() {
        Attribute axes = Attribute.ofInts("axes", 1);
        assertThat(contributed("QLinearReduceMean")
                        .input(ElementType.UINT8, "n 3")
                        .with(axes, Attribute.of("keepdims", 0))
                        .types())
                .containsExactly("UINT8[n]");
        assertThat(contributed("ReduceSumInteger")
                        .input(ElementType.INT8, "n 3")
                        .with(axes, Attribute.of("keepdims", 1))
                        .types())
                .containsExactly("INT32[nx1]");
        assertThat(contributed("MulInteger")
                        .input(ElementType.INT8, "n 1")
                        .omitted()
                        .input(ElementType.INT8, "3")
                        .types())
                .containsExactly("INT32[nx3]");
    }

    @Test
    void theOrderOfElementsChangesNoShape() {
        assertThat(contributed("QuantizeWithOrder").floats("2 n").floats("").types())
                .containsExactly("INT8[2xn]");
        assertThat(contributed("DequantizeWithOrder")
                        .input(ElementType.INT8, "2 n")
                        .floats("")
                        .with(Attribute.of("to", ElementType.FLOAT16.code()))
                        .types())
                .containsExactly("FLOAT16[2xn]");
    }

    @Test
    void theOrderOfElementsChangesNoProduct() {
        assertThat(contributed("QOrderedMatMul")
                        .input(ElementType.INT8, "b s 64")
                        .floats("")
                        .input(ElementType.INT8, "64 48")
                        .types())
                .containsExactly("INT8[bxsx48]");
    }

    @Test
    void blockFloatsComeWithTheirShape() {
        NodeTypes found = contributed("QuantizeBFP").floats("n 3").outputs(3).infer();
        assertThat(found.type(0)).hasToString("UINT8[?]");
        assertThat(found.type(1)).hasToString("INT64[2]");
        assertThat(found.type(2)).hasToString("INT64[2]");
        assertThat(found.content(1) instanceof SymbolicTensor shape ? shape.dims() : null)
                .isEqualTo(NodeCase.shape("n 3").dims());
        assertThat(contributed("DequantizeBFP")
                        .input(ElementType.UINT8, "?")
                        .dims("n 3")
                        .with(Attribute.of("dtype", ElementType.FLOAT16.code()))
                        .types())
                .containsExactly("FLOAT16[nx3]");
        assertThat(contributed("DequantizeBFP")
                        .input(ElementType.UINT8, "?")
                        .input(ElementType.INT64, "2")
                        .types())
                .containsExactly("FLOAT[...]");
    }
}
