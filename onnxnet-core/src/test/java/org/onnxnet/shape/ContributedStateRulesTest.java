package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.shape.NodeCase.contributed;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

/** Layers that carry a state, by their documentation. */
class ContributedStateRulesTest {
    @Test
    void aCausalConvolutionKeepsWhatItsKernelReaches() {
        assertThat(contributed("CausalConvWithState")
                        .floats("b 8 s")
                        .floats("8 1 4")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[bx8xs]", "FLOAT[bx8x3]");
        assertThat(contributed("CausalConvWithState")
                        .floats("b s 2 4")
                        .floats("8 1 4")
                        .with(
                                Attribute.of("channels_last", 1),
                                Attribute.of("dilation", 2),
                                Attribute.of("state_window", 5))
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[bxsx2x4]", "FLOAT[5xbx6x2x4]");
        assertThat(contributed("CausalConvWithState")
                        .floats("b 8 h w")
                        .floats("8 1 3 3")
                        .with(Attribute.of("ndim", 2))
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[bx8xhxw]", "FLOAT[...]");
        assertThat(contributed("CausalConvWithState")
                        .floats("b 8 s")
                        .floats("8 1 4")
                        .with(Attribute.of("dilation", 0))
                        .problem())
                .contains("dilation is 0");
    }

    @Test
    void aConvolutionOfPackedSequencesHasAStateForEach() {
        NodeCase node = contributed("VarlenCausalConvWithState")
                .halves("t 8")
                .halves("8 1 4")
                .input(ElementType.INT32, "4")
                .omitted()
                .halves("? 8 ?")
                .input(ElementType.INT32, "3");
        assertThat(node.outputs(3).types()).containsExactly("FLOAT16[tx8]", "FLOAT16[3x8x3]", "?");
        assertThat(node.with(Attribute.of("state_update_capacity", 2)).types())
                .containsExactly("FLOAT16[tx8]", "FLOAT16[3x8x3]", "FLOAT16[3x2x8]");
    }

    @Test
    void linearAttentionMayHaveMoreHeadsOfValuesThanOfQueries() {
        NodeCase node = contributed("LinearAttention")
                .halves("b s 32")
                .halves("b s 32")
                .halves("b s 128")
                .with(Attribute.of("q_num_heads", 2), Attribute.of("kv_num_heads", 4))
                .outputs(2);
        assertThat(node.types()).containsExactly("FLOAT16[bxsx128]", "FLOAT16[bx4x16x32]");
        assertThat(node.with(Attribute.of("state_window", 3)).types())
                .containsExactly("FLOAT16[bxsx128]", "FLOAT16[3xbx4x16x32]");
        assertThat(contributed("LinearAttention")
                        .floats("b s 64")
                        .floats("b s 32")
                        .floats("b s 16")
                        .halves("b 2 16 8")
                        .with(Attribute.of("q_num_heads", 4), Attribute.of("kv_num_heads", 2))
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[bxsx32]", "FLOAT16[bx2x16x8]");
    }

    @Test
    void gatedDeltaHasTokensInOneAxisOrInTwo() {
        assertThat(contributed("GatedDeltaNet")
                        .halves("t 2 16")
                        .halves("t 2 16")
                        .halves("t 4 8")
                        .input(ElementType.INT32, "4")
                        .with(Attribute.of("state_update_capacity", 3))
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT16[tx4x8]", "FLOAT[3x4x8x16]", "FLOAT[3x204]");
        assertThat(contributed("GatedDeltaNet")
                        .floats("b s 2 16")
                        .floats("b s 2 16")
                        .floats("b s 4 8")
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT[bxsx4x8]", "FLOAT[bx4x8x16]", "?");
        assertThat(contributed("GatedDeltaNet")
                        .unranked(ElementType.FLOAT16)
                        .unranked(ElementType.FLOAT16)
                        .unranked(ElementType.FLOAT16)
                        .types())
                .containsExactly("FLOAT16[...]");
        assertThat(contributed("GatedDeltaNet")
                        .floats("t 2 16")
                        .floats("t 3 16")
                        .problem())
                .contains("'key heads' is 2 and 3");
    }

    @Test
    void hashesAreOfTwoTokensAndMore() {
        NodeCase node = contributed("NGramHashMapping")
                .input(ElementType.INT64, "b s")
                .input(ElementType.INT64, "4")
                .input(ElementType.INT64, "?")
                .with(Attribute.of("n_head_per_ngram", 8), Attribute.of("pad_id", 0))
                .outputs(2);
        assertThat(node.problem()).contains("max_ngram_size is 0");
        assertThat(node.with(Attribute.of("max_ngram_size", 4)).types()).containsExactly("INT64[bxsx24]", "INT64[bx3]");
    }

    @Test
    void everyStreamHasItsOwnGate() {
        assertThat(contributed("EngramGate")
                        .floats("b s ? 64")
                        .floats("b ? ? 64")
                        .floats("b s 64")
                        .floats("4 64")
                        .floats("4 64")
                        .types())
                .containsExactly("FLOAT[bxsx4x64]");
        assertThat(contributed("EngramGate")
                        .floats("b s 4 64")
                        .floats("b s 4 64")
                        .floats("b s 32")
                        .problem())
                .contains("'hidden size' is 64 and 32");
    }
}
