package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.shape.NodeCase.contributed;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

/** Contributed attention and what stands around it: embeddings, positions and padding, by their documentation. */
class ContributedAttentionRulesTest {
    @Test
    void attentionFollowsTheSequence() {
        Attribute heads = Attribute.of("num_heads", 4);
        assertThat(contributed("Attention")
                        .floats("b s 64")
                        .floats("64 192")
                        .floats("192")
                        .omitted()
                        .floats("2 b 4 p 16")
                        .with(heads)
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[bxsx64]", "FLOAT[2xbx4xp+sx16]");
        assertThat(contributed("MultiHeadAttention")
                        .halves("b s 4 3 16")
                        .with(heads)
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT16[bxsx64]", "FLOAT16[bx4xsx16]", "FLOAT16[bx4xsx16]");
        assertThat(contributed("SparseAttention")
                        .halves("b s 96")
                        .omitted()
                        .omitted()
                        .with(heads, Attribute.of("kv_num_heads", 1))
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT16[bxsx64]", "FLOAT16[bx1x?x16]", "FLOAT16[bx1x?x16]");
        assertThat(contributed("PackedAttention")
                        .floats("t 64")
                        .floats("64 192")
                        .with(heads)
                        .types())
                .containsExactly("FLOAT[tx64]");
        assertThat(contributed("PackedMultiHeadAttention")
                        .floats("t 4 3 16")
                        .with(heads)
                        .types())
                .containsExactly("FLOAT[tx64]");
        assertThat(contributed("DecoderMaskedMultiHeadAttention")
                        .floats("b 1 64")
                        .floats("b 1 64")
                        .floats("b 1 48")
                        .with(heads)
                        .types())
                .containsExactly("FLOAT[bx1x48]");
        assertThat(contributed("PagedAttention")
                        .halves("t 64")
                        .halves("t 64")
                        .halves("t 64")
                        .halves("9 16 4 16")
                        .halves("9 16 4 16")
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT16[tx64]", "FLOAT16[9x16x4x16]", "FLOAT16[9x16x4x16]");
        assertThat(contributed("RelativePositionBias")
                        .floats("32 8")
                        .scalar(7)
                        .scalar(9)
                        .types())
                .containsExactly("FLOAT[1x8x7x9]");
    }

    @Test
    void rotatedQueriesAndKeysHaveTheirOwnTypes() {
        assertThat(contributed("GemmaRotaryEmbedding")
                        .floats("b s 64")
                        .halves("b 8 s 64")
                        .halves("b 8 s 64")
                        .halves("b 2 s 64")
                        .halves("b 2 s 64")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT16[bx8xsx64]", "FLOAT16[bx2xsx64]");
    }

    @Test
    void positionsAreBiasedForEachHead() {
        Attribute heads = Attribute.of("num_heads", 4);
        assertThat(contributed("GatedRelativePositionBias")
                        .floats("b s 64")
                        .with(heads)
                        .types())
                .containsExactly("FLOAT[bx4xsxs]");
        assertThat(contributed("GatedRelativePositionBias")
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
    void embeddingsHaveTheWidthOfTheirTable() {
        assertThat(contributed("QEmbedLayerNormalization")
                        .input(ElementType.INT32, "b s")
                        .omitted()
                        .input(ElementType.UINT8, "100 64")
                        .outputs(2)
                        .types())
                .containsExactly("?", "INT32[b]");
        assertThat(contributed("TorchEmbedding")
                        .floats("100 64")
                        .input(ElementType.INT64, "b s")
                        .types())
                .containsExactly("FLOAT[bxsx64]");
    }

    @Test
    void paddingIsRemovedAndRestored() {
        assertThat(contributed("RemovePadding")
                        .floats("b s 64")
                        .input(ElementType.INT32, "b")
                        .outputs(4)
                        .types())
                .containsExactly("FLOAT[?x64]", "INT32[bxs]", "INT32[b+1]", "INT32[1]");
        assertThat(contributed("RestorePadding")
                        .floats("t 64")
                        .input(ElementType.INT32, "b s")
                        .types())
                .containsExactly("FLOAT[bxsx64]");
    }
}
