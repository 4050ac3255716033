package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;

class AttentionRulesTest {
    private static final Attribute[] HEADS = {Attribute.of("q_num_heads", 9), Attribute.of("kv_num_heads", 3)};

    @Test
    void headsAreAnAxisOfTheirOwn() {
        NodeCase attention = NodeCase.of("Attention", 23)
                .floats("b 9 4 8")
                .floats("b 3 6 8")
                .floats("b 3 6 10")
                .outputs(4);
        assertThat(attention.types())
                .containsExactly("FLOAT[bx9x4x10]", "FLOAT[bx3x6x8]", "FLOAT[bx3x6x10]", "FLOAT[bx9x4x6]");
        assertThat(attention.plainTypes()).containsExactly("FLOAT[bx9x4x10]", "?", "?", "FLOAT[bx9x4x6]");
    }

    @Test
    void orArePackedIntoTheLast() {
        NodeCase attention = NodeCase.of("Attention", 24)
                .floats("2 4 72")
                .floats("2 s 24")
                .floats("2 s 30")
                .with(HEADS)
                .outputs(2);
        assertThat(attention.types()).containsExactly("FLOAT[2x4x90]", "FLOAT[2x3xsx8]");
    }

    @Test
    void pastKeysComeBeforeNewOnes() {
        NodeCase attention = NodeCase.of("Attention", 25)
                .floats("2 3 4 8")
                .floats("2 3 6 8")
                .floats("2 3 6 8")
                .omitted()
                .input(ElementType.FLOAT16, "2 3 12 8")
                .input(ElementType.FLOAT16, "2 3 12 8")
                .outputs(4);
        assertThat(attention.types())
                .containsExactly("FLOAT[2x3x4x8]", "FLOAT16[2x3x18x8]", "FLOAT16[2x3x18x8]", "FLOAT[2x3x4x18]");
        assertThat(attention.plainTypes()).isEqualTo(attention.types());
    }

    @Test
    void packedHeadsMustBeCounted() {
        NodeCase uncounted =
                NodeCase.of("Attention", 23).floats("2 4 72").floats("2 6 24").floats("2 6 24");
        assertThat(uncounted.problem()).contains("q_num_heads is 0");
        assertThat(NodeCase.of("Attention", 23)
                        .floats("2 4 73")
                        .floats("2 6 24")
                        .floats("2 6 24")
                        .with(HEADS)
                        .problem())
                .contains("73 elements does not split into 9 heads");
    }

    @Test
    void ranksMustAgree() {
        assertThat(NodeCase.of("Attention", 23)
                        .floats("2 4 72")
                        .floats("2 3 6 8")
                        .floats("2 3 6 8")
                        .problem())
                .contains("3 or 4 dimensions");
        assertThat(NodeCase.of("Attention", 23).unknown().unknown().unknown().types())
                .containsExactly("?");
    }

    @Test
    void flexibleAttentionHasTheHeadsOfTheQuery() {
        assertThat(NodeCase.of(new OpId("ai.onnx.preview", "FlexAttention"), 1)
                        .floats("1 8 l 16")
                        .floats("1 2 s 16")
                        .floats("1 2 s 32")
                        .types())
                .containsExactly("FLOAT[1x8xlx32]");
    }
}
