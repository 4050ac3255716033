package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/**
 * Contributed operators whose shapes depend on names or that only run on other devices, by their documentation;
 * {@link ContributedRuntimeTest} runs the others.
 */
class ContributedRulesTest {
    private static final ElementType HALF = ElementType.FLOAT16;

    private static NodeCase of(String type) {
        return NodeCase.of(new OpId("com.microsoft", type), 1);
    }

    private static Attribute at(String name, long value) {
        return Attribute.of(name, value);
    }

    @Test
    void everyContributedOperatorHasARule() {
        OperatorTable table = OperatorTable.standard();
        Set<OpId> contributed = table.operators().stream()
                .filter(op -> table.history(op).stream().noneMatch(OperatorSchema::isStandard))
                .collect(Collectors.toSet());
        assertThat(contributed).hasSize(142);
        assertThat(RuleSet.standard().operators()).containsAll(contributed);
    }

    @Test
    void everyRuleHasADefinition() {
        assertThat(RuleSet.standard().operators())
                .allMatch(op -> !OperatorTable.standard().history(op).isEmpty());
    }

    @Test
    void plainInferenceKnowsNoContributedOperators() {
        assertThat(of("Gelu").floats("2 3").plainTypes()).containsExactly("?");
    }

    @Test
    void quantizedLstmHasTransposedWeights() {
        assertThat(of("DynamicQuantizeLSTM")
                        .floats("s b 8")
                        .input(ElementType.INT8, "1 8 64")
                        .input(ElementType.INT8, "1 16 64")
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT[sx1xbx16]", "FLOAT[1xbx16]", "FLOAT[1xbx16]");
        assertThat(of("DynamicQuantizeLSTM")
                        .floats("5 2 8")
                        .with(Attribute.of("direction", "bidirectional"), at("hidden_size", 3))
                        .types())
                .containsExactly("FLOAT[5x2x2x3]");
    }

    @Test
    void rotatedQueriesAndKeysHaveTheirOwnTypes() {
        assertThat(of("GemmaRotaryEmbedding")
                        .floats("b s 64")
                        .input(HALF, "b 8 s 64")
                        .input(HALF, "b 8 s 64")
                        .input(HALF, "b 2 s 64")
                        .input(HALF, "b 2 s 64")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT16[bx8xsx64]", "FLOAT16[bx2xsx64]");
    }

    @Test
    void theOrderOfElementsChangesNoShape() {
        assertThat(of("QuantizeWithOrder").floats("2 n").floats("").types()).containsExactly("INT8[2xn]");
        assertThat(of("DequantizeWithOrder")
                        .input(ElementType.INT8, "2 n")
                        .floats("")
                        .with(at("to", ElementType.FLOAT16.code()))
                        .types())
                .containsExactly("FLOAT16[2xn]");
    }

    @Test
    void masksAndStatisticsFollowTheInput() {
        assertThat(of("BiasDropout").floats("2 n").floats("n").outputs(2).types())
                .containsExactly("FLOAT[2xn]", "BOOL[2xn]");
        assertThat(of("BitmaskDropout").floats("8 9").outputs(2).types()).containsExactly("FLOAT[8x9]", "UINT32[3]");
        assertThat(of("SkipLayerNormalization")
                        .input(HALF, "b s 64")
                        .input(HALF, "b s 64")
                        .input(HALF, "64")
                        .outputs(4)
                        .types())
                .containsExactly("FLOAT16[bxsx64]", "FLOAT[bxsx1]", "FLOAT[bxsx1]", "FLOAT16[bxsx64]");
        assertThat(of("SkipGroupNorm")
                        .floats("1 8 8 64")
                        .floats("64")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[1x8x8x64]", "FLOAT[1x8x8x64]");
        assertThat(of("BiasSplitGelu").floats("b s 64").floats("64").types()).containsExactly("FLOAT[bxsx32]");
        assertThat(of("MurmurHash3").input(ElementType.INT32, "n").types()).containsExactly("UINT32[n]");
        assertThat(of("IsAllFinite").floats("n").types()).containsExactly("BOOL[]");
        assertThat(of("ComplexMul").floats("n 4 2").floats("4 2").types()).containsExactly("FLOAT[nx4x2]");
    }

    @Test
    void packedWeightsSayTheirColumns() {
        assertThat(of("MatMulNBits")
                        .floats("b s 64")
                        .with(at("K", 64), at("N", 48))
                        .types())
                .containsExactly("FLOAT[bxsx48]");
        assertThat(of("MatMulFpQ4")
                        .floats("m 64")
                        .input(ElementType.UINT8, "100")
                        .longs(64, 48)
                        .types())
                .containsExactly("FLOAT[mx48]");
        assertThat(of("MatMulInteger16")
                        .input(ElementType.INT16, "m 4")
                        .input(ElementType.INT16, "4 5")
                        .types())
                .containsExactly("INT32[mx5]");
        assertThat(of("GemmFloat8")
                        .input(ElementType.FLOAT8E4M3FN, "m 4")
                        .input(ElementType.FLOAT8E4M3FN, "5 4")
                        .with(at("transB", 1), at("dtype", HALF.code()))
                        .types())
                .containsExactly("FLOAT16[mx5]");
        assertThat(of("FusedMatMul").floats("m 4").floats("5 6").problem()).contains("inner dimensions 4 and 5");
    }

    @Test
    void channelsLastConvolution() {
        assertThat(of("NhwcConv")
                        .input(HALF, "n 8 9 4")
                        .input(HALF, "16 3 3 4")
                        .with(Attribute.ofInts("kernel_shape", 3, 3), Attribute.ofInts("pads", 1, 1, 1, 1))
                        .types())
                .containsExactly("FLOAT16[nx8x9x16]");
    }

    @Test
    void integersAreReducedAndMultiplied() {
        Attribute axes = Attribute.ofInts("axes", 1);
        assertThat(of("QLinearReduceMean")
                        .input(ElementType.UINT8, "n 3")
                        .with(axes, at("keepdims", 0))
                        .types())
                .containsExactly("UINT8[n]");
        assertThat(of("ReduceSumInteger")
                        .input(ElementType.INT8, "n 3")
                        .with(axes, at("keepdims", 1))
                        .types())
                .containsExactly("INT32[nx1]");
        assertThat(of("MulInteger")
                        .input(ElementType.INT8, "n 1")
                        .omitted()
                        .input(ElementType.INT8, "3")
                        .types())
                .containsExactly("INT32[nx3]");
    }

    @Test
    void attentionFollowsTheSequence() {
        Attribute heads = at("num_heads", 4);
        assertThat(of("Attention")
                        .floats("b s 64")
                        .floats("64 192")
                        .floats("192")
                        .omitted()
                        .floats("2 b 4 p 16")
                        .with(heads)
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[bxsx64]", "FLOAT[2xbx4xp+sx16]");
        assertThat(of("MultiHeadAttention")
                        .input(HALF, "b s 4 3 16")
                        .with(heads)
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT16[bxsx64]", "FLOAT16[bx4xsx16]", "FLOAT16[bx4xsx16]");
        assertThat(of("SparseAttention")
                        .input(HALF, "b s 96")
                        .omitted()
                        .omitted()
                        .with(heads, at("kv_num_heads", 1))
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT16[bxsx64]", "FLOAT16[bx1x?x16]", "FLOAT16[bx1x?x16]");
        assertThat(of("PackedAttention")
                        .floats("t 64")
                        .floats("64 192")
                        .with(heads)
                        .types())
                .containsExactly("FLOAT[tx64]");
        assertThat(of("PackedMultiHeadAttention").floats("t 4 3 16").with(heads).types())
                .containsExactly("FLOAT[tx64]");
        assertThat(of("DecoderMaskedMultiHeadAttention")
                        .floats("b 1 64")
                        .floats("b 1 64")
                        .floats("b 1 48")
                        .with(heads)
                        .types())
                .containsExactly("FLOAT[bx1x48]");
        assertThat(of("PagedAttention")
                        .input(HALF, "t 64")
                        .input(HALF, "t 64")
                        .input(HALF, "t 64")
                        .input(HALF, "9 16 4 16")
                        .input(HALF, "9 16 4 16")
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT16[tx64]", "FLOAT16[9x16x4x16]", "FLOAT16[9x16x4x16]");
        assertThat(of("RelativePositionBias").floats("32 8").scalar(7).scalar(9).types())
                .containsExactly("FLOAT[1x8x7x9]");
    }

    @Test
    void embeddingsHaveTheWidthOfTheirTable() {
        assertThat(of("QEmbedLayerNormalization")
                        .input(ElementType.INT32, "b s")
                        .omitted()
                        .input(ElementType.UINT8, "100 64")
                        .outputs(2)
                        .types())
                .containsExactly("?", "INT32[b]");
        assertThat(of("TorchEmbedding")
                        .floats("100 64")
                        .input(ElementType.INT64, "b s")
                        .types())
                .containsExactly("FLOAT[bxsx64]");
    }

    @Test
    void transformsKeepOneHalf() {
        assertThat(of("Rfft").floats("b 16").with(at("onesided", 1)).types()).containsExactly("FLOAT[bx9x2]");
        assertThat(of("Rfft").floats("b 16").with(at("onesided", 0)).types()).containsExactly("FLOAT[bx16x2]");
        assertThat(of("Irfft").floats("b 9 2").with(at("onesided", 1)).types()).containsExactly("FLOAT[bx16]");
    }

    @Test
    void paddingIsRemovedAndRestored() {
        assertThat(of("RemovePadding")
                        .floats("b s 64")
                        .input(ElementType.INT32, "b")
                        .outputs(4)
                        .types())
                .containsExactly("FLOAT[?x64]", "INT32[bxs]", "INT32[b+1]", "INT32[1]");
        assertThat(of("RestorePadding")
                        .floats("t 64")
                        .input(ElementType.INT32, "b s")
                        .types())
                .containsExactly("FLOAT[bxsx64]");
    }

    @Test
    void searchesGiveSequences() {
        assertThat(of("BeamSearch")
                        .input(ElementType.INT32, "b s")
                        .scalar(20)
                        .scalar(1)
                        .scalar(4)
                        .scalar(2)
                        .constant(Tensor.ofFloats("", Shape.of(1), 1))
                        .outputs(3)
                        .types())
                .containsExactly("INT32[bx2x20]", "FLOAT[bx2]", "?");
        assertThat(of("GreedySearch").input(ElementType.INT32, "b s").scalar(20).types())
                .containsExactly("INT32[bx20]");
    }

    @Test
    void sumsAndGatesKeepTheShape() {
        assertThat(of("GatedAdd")
                        .input(HALF, "b s 64")
                        .input(HALF, "b s 64")
                        .input(HALF, "b s 1")
                        .types())
                .containsExactly("FLOAT16[bxsx64]");
        assertThat(of("LinearAttentionGate")
                        .input(HALF, "b s 4")
                        .floats("4")
                        .floats("4")
                        .input(HALF, "b s 4")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT16[bxsx4]", "FLOAT16[bxsx4]");
        assertThat(NodeCase.of("GRUUnit", 7).floats("b 8").floats("b 24").types())
                .containsExactly("FLOAT[bx8]");
    }

    @Test
    void positionsAreBiasedForEachHead() {
        Attribute heads = at("num_heads", 4);
        assertThat(of("GatedRelativePositionBias").floats("b s 64").with(heads).types())
                .containsExactly("FLOAT[bx4xsxs]");
        assertThat(of("GatedRelativePositionBias")
                        .floats("t 64")
                        .floats("64")
                        .floats("1 4 9 9")
                        .floats("16 8")
                        .floats("8")
                        .floats("1 4 1 1")
                        .input(ElementType.INT32, "b s")
                        .with(heads)
                        .types())
                .containsExactly("FLOAT[bx4x9x9]");
    }

    @Test
    void severalProductsShareTheirRows() {
        assertThat(of("MatMulNBitsMlp")
                        .input(HALF, "b s 64")
                        .with(at("N", 96))
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT16[bxsx96]", "FLOAT16[bxsx64]");
        assertThat(of("MatMulNBitsQkv")
                        .input(HALF, "b s 64")
                        .with(at("Nq", 64), at("Nkv", 16))
                        .outputs(4)
                        .types())
                .containsExactly("FLOAT16[bxsx64]", "FLOAT16[bxsx16]", "FLOAT16[bxsx16]", "FLOAT16[bxsx64]");
    }

    @Test
    void theOrderOfElementsChangesNoProduct() {
        assertThat(of("QOrderedMatMul")
                        .input(ElementType.INT8, "b s 64")
                        .floats("")
                        .input(ElementType.INT8, "64 48")
                        .types())
                .containsExactly("INT8[bxsx48]");
    }

    @Test
    void sparseTimesDenseIsDense() {
        NodeCase node = of("SparseToDenseMatMul")
                .input(new ValueType.OfSparseTensor(ElementType.FLOAT, Shape.of(4, 3)))
                .floats("n 4")
                .with(at("transA", 1));
        assertThat(node.with(at("transB", 1)).types()).containsExactly("FLOAT[3xn]");
        assertThat(of("SparseToDenseMatMul")
                        .input(new ValueType.OfSparseTensor(ElementType.FLOAT, null))
                        .floats("3 n")
                        .types())
                .containsExactly("FLOAT[...]");
    }

    @Test
    void blockFloatsComeWithTheirShape() {
        NodeTypes found = of("QuantizeBFP").floats("n 3").outputs(3).infer();
        assertThat(found.type(0)).hasToString("UINT8[?]");
        assertThat(found.type(1)).hasToString("INT64[2]");
        assertThat(found.type(2)).hasToString("INT64[2]");
        assertThat(found.content(1) instanceof SymbolicTensor shape ? shape.dims() : null)
                .isEqualTo(NodeCase.shape("n 3").dims());
        assertThat(of("DequantizeBFP")
                        .input(ElementType.UINT8, "?")
                        .dims("n 3")
                        .with(at("dtype", HALF.code()))
                        .types())
                .containsExactly("FLOAT16[nx3]");
        assertThat(of("DequantizeBFP")
                        .input(ElementType.UINT8, "?")
                        .input(ElementType.INT64, "2")
                        .types())
                .containsExactly("FLOAT[...]");
    }

    @Test
    void attendingCellsHaveWiderWeights() {
        assertThat(of("AttnLSTM")
                        .floats("s b 8")
                        .floats("2 64 24")
                        .floats("2 64 16")
                        .with(Attribute.of("direction", "bidirectional"))
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT[sx2xbx16]", "FLOAT[2xbx16]", "FLOAT[2xbx16]");
    }

    @Test
    void aFillHasTheShapeOfItsAttributeOrInput() {
        assertThat(NodeCase.of("GivenTensorFill", 7)
                        .floats("n")
                        .with(Attribute.ofInts("shape", 2, 3))
                        .types())
                .containsExactly("FLOAT[2x3]");
        assertThat(NodeCase.of("GivenTensorFill", 7)
                        .floats("n")
                        .with(Attribute.ofInts("extra_shape", 4))
                        .types())
                .containsExactly("FLOAT[nx4]");
        assertThat(NodeCase.of("GivenTensorFill", 7)
                        .floats("2")
                        .with(at("input_as_shape", 1))
                        .types())
                .containsExactly("FLOAT[...]");
    }
}
