package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.shape.NodeCase.contributed;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/**
 * Every contributed operator has a rule. Of those whose shapes depend on names or that only run on other devices, here are
 * the ones that keep a shape, generate or transform, by their documentation; {@link ContributedRuntimeTest} runs those that
 * a processor runs.
 */
class ContributedRulesTest {
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
        assertThat(contributed("Gelu").floats("2 3").plainTypes()).containsExactly("?");
    }

    @Test
    void masksAndStatisticsFollowTheInput() {
        assertThat(contributed("BiasDropout")
                        .floats("2 n")
                        .floats("n")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[2xn]", "BOOL[2xn]");
        assertThat(contributed("BitmaskDropout").floats("8 9").outputs(2).types())
                .containsExactly("FLOAT[8x9]", "UINT32[3]");
        assertThat(contributed("SkipLayerNormalization")
                        .halves("b s 64")
                        .halves("b s 64")
                        .halves("64")
                        .outputs(4)
                        .types())
                .containsExactly("FLOAT16[bxsx64]", "FLOAT[bxsx1]", "FLOAT[bxsx1]", "FLOAT16[bxsx64]");
        assertThat(contributed("SkipGroupNorm")
                        .floats("1 8 8 64")
                        .floats("64")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[1x8x8x64]", "FLOAT[1x8x8x64]");
        assertThat(contributed("BiasSplitGelu").floats("b s 64").floats("64").types())
                .containsExactly("FLOAT[bxsx32]");
        assertThat(contributed("MurmurHash3").input(ElementType.INT32, "n").types())
                .containsExactly("UINT32[n]");
        assertThat(contributed("IsAllFinite").floats("n").types()).containsExactly("BOOL[]");
        assertThat(contributed("ComplexMul").floats("n 4 2").floats("4 2").types())
                .containsExactly("FLOAT[nx4x2]");
    }

    @Test
    void sumsAndGatesKeepTheShape() {
        assertThat(contributed("GatedAdd")
                        .halves("b s 64")
                        .halves("b s 64")
                        .halves("b s 1")
                        .types())
                .containsExactly("FLOAT16[bxsx64]");
        assertThat(contributed("LinearAttentionGate")
                        .halves("b s 4")
                        .floats("4")
                        .floats("4")
                        .halves("b s 4")
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT16[bxsx4]", "FLOAT16[bxsx4]");
        assertThat(NodeCase.of("GRUUnit", 7).floats("b 8").floats("b 24").types())
                .containsExactly("FLOAT[bx8]");
    }

    @Test
    void transformsKeepOneHalf() {
        assertThat(contributed("Rfft")
                        .floats("b 16")
                        .with(Attribute.of("onesided", 1))
                        .types())
                .containsExactly("FLOAT[bx9x2]");
        assertThat(contributed("Rfft")
                        .floats("b 16")
                        .with(Attribute.of("onesided", 0))
                        .types())
                .containsExactly("FLOAT[bx16x2]");
        assertThat(contributed("Irfft")
                        .floats("b 9 2")
                        .with(Attribute.of("onesided", 1))
                        .types())
                .containsExactly("FLOAT[bx16]");
    }

    @Test
    void searchesGiveSequences() {
        assertThat(contributed("BeamSearch")
                        .input(ElementType.INT32, "b s")
                        .scalar(20)
                        .scalar(1)
                        .scalar(4)
                        .scalar(2)
                        .constant(Tensor.ofFloats("", Shape.of(1), 1))
                        .outputs(3)
                        .types())
                .containsExactly("INT32[bx2x20]", "FLOAT[bx2]", "?");
        assertThat(contributed("GreedySearch")
                        .input(ElementType.INT32, "b s")
                        .scalar(20)
                        .types())
                .containsExactly("INT32[bx20]");
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
                        .with(Attribute.of("input_as_shape", 1))
                        .types())
                .containsExactly("FLOAT[...]");
    }
}
