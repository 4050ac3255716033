package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class StateSpaceRulesTest {
    private static NodeCase linear(String rule) {
        return NodeCase.of("LinearAttention", 27)
                .floats("b t 32")
                .floats("b t 16")
                .floats("b t 24")
                .with(
                        Attribute.of("q_num_heads", 4),
                        Attribute.of("kv_num_heads", 2),
                        Attribute.of("update_rule", rule))
                .outputs(2);
    }

    @Test
    void linearAttentionKeepsAMatrixForEachHead() {
        assertThat(linear("linear").types()).containsExactly("FLOAT[bxtx48]", "FLOAT[bx2x8x12]");
        assertThat(linear("linear").input(ElementType.DOUBLE, "3 2 8 12").types())
                .containsExactly("FLOAT[3xtx48]", "DOUBLE[3x2x8x12]");
    }

    @Test
    void theUpdateRuleSaysWhichInputsThereAre() {
        assertThat(linear("delta").problem()).contains("'delta' does not go with");
        assertThat(linear("delta").omitted().omitted().floats("b t 2").types())
                .containsExactly("FLOAT[bxtx48]", "FLOAT[bx2x8x12]");
        assertThat(linear("linear").with().floats("3 2 9 12").problem()).contains("key size");
    }

    @Test
    void causalConvolutionKeepsTheLastInputs() {
        assertThat(NodeCase.of("CausalConvWithState", 27)
                        .floats("b 8 l")
                        .floats("8 1 4")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[bx8xl]", "FLOAT[bx8x3]");
        assertThat(NodeCase.of("CausalConvWithState", 27)
                        .floats("2 8 l")
                        .floats("8 2 4")
                        .outputs(2)
                        .problem())
                .contains("'one' is 1 and 2");
    }

    @Test
    void rotaryEmbeddingKeepsTheShape() {
        assertThat(NodeCase.of("RotaryEmbedding", 23)
                        .floats("2 4 3 8")
                        .unknown()
                        .unknown()
                        .types())
                .containsExactly("FLOAT[2x4x3x8]");
        assertThat(NodeCase.of("RotaryEmbedding", 23).floats("2 3 32").problem())
                .contains("num_heads is missing");
        assertThat(NodeCase.of("RotaryEmbedding", 23).floats("2 3").problem()).contains("3 or 4 dimensions");
    }

    @Test
    void gatesDoNotBroadcast() {
        assertThat(NodeCase.of("SwiGLU", 28).floats("n 8").floats("2 8").types())
                .containsExactly("FLOAT[2x8]");
        assertThat(NodeCase.of("SwiGLU", 28).floats("2 8").floats("1 8").problem())
                .contains("is 2 and 1");
        assertThat(NodeCase.of("SwiGLU", 28).floats("2 8").floats("8").problem())
                .contains("differ in rank");
    }
}
