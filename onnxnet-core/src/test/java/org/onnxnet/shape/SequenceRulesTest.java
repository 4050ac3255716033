package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class SequenceRulesTest {
    private static ValueType sequence(String dims) {
        return new ValueType.OfSequence(ValueType.tensor(ElementType.FLOAT, NodeCase.shape(dims)));
    }

    private static ValueType result(NodeCase node) {
        return node.infer().type(0);
    }

    @Test
    void aSequenceSaysWhatHoldsForAllItsElements() {
        assertThat(result(NodeCase.of("SequenceConstruct", 11).floats("2 n 3").floats("2 n 4")))
                .isEqualTo(sequence("2 n ?"));
        assertThat(result(NodeCase.of("SequenceInsert", 11)
                        .input(sequence("2 3"))
                        .floats("5 3")
                        .scalar(0)))
                .isEqualTo(sequence("? 3"));
        assertThat(result(NodeCase.of("SequenceErase", 11).input(sequence("2 3"))))
                .isEqualTo(sequence("2 3"));
    }

    @Test
    void elementsOfOneTypeOnly() {
        assertThat(NodeCase.of("SequenceConstruct", 11)
                        .floats("2")
                        .input(ElementType.INT64, "2")
                        .problem())
                .contains("FLOAT and INT64");
    }

    @Test
    void anEmptySequenceHasATypeOnly() {
        assertThat(result(NodeCase.of("SequenceEmpty", 11)))
                .isEqualTo(
                        new ValueType.OfSequence(ValueType.tensor(ElementType.FLOAT, (org.onnxnet.graph.Shape) null)));
        assertThat(result(NodeCase.of("SequenceEmpty", 11).with(Attribute.of("dtype", ElementType.INT64.code()))))
                .hasToString("OfSequence[element=INT64[...]]");
    }

    @Test
    void elementsAndLengthAreTensors() {
        assertThat(NodeCase.of("SequenceAt", 11)
                        .input(sequence("2 n"))
                        .scalar(0)
                        .types())
                .containsExactly("FLOAT[2xn]");
        assertThat(NodeCase.of("SequenceLength", 11).input(sequence("2 n")).types())
                .containsExactly("INT64[]");
        assertThat(NodeCase.of("SequenceAt", 11).floats("2 3").scalar(0).problem())
                .contains("wanted a sequence");
    }

    @Test
    void splittingKeepsTheSizeThatAllPartsHave() {
        assertThat(result(NodeCase.of("SplitToSequence", 11).floats("6 n"))).isEqualTo(sequence("1 n"));
        assertThat(result(NodeCase.of("SplitToSequence", 11).floats("6 n").with(Attribute.of("keepdims", 0))))
                .isEqualTo(sequence("n"));
        assertThat(result(NodeCase.of("SplitToSequence", 11).floats("6 n").scalar(3)))
                .isEqualTo(sequence("3 n"));
        assertThat(result(NodeCase.of("SplitToSequence", 11).floats("6 n").scalar(4)))
                .isEqualTo(sequence("? n"));
        assertThat(result(NodeCase.of("SplitToSequence", 24)
                        .floats("n 6")
                        .longs(2, 2, 2)
                        .with(Attribute.of("axis", -1))))
                .isEqualTo(sequence("n 2"));
        assertThat(NodeCase.of("SplitToSequence", 11).floats("6 n").scalar(0).problem())
                .contains("wanted one above 0");
    }

    @Test
    void joiningLeavesTheAxisOpen() {
        assertThat(NodeCase.of("ConcatFromSequence", 11)
                        .input(sequence("2 n"))
                        .with(Attribute.of("axis", 0))
                        .types())
                .containsExactly("FLOAT[?xn]");
        assertThat(NodeCase.of("ConcatFromSequence", 11)
                        .input(sequence("2 n"))
                        .with(Attribute.of("axis", -1), Attribute.of("new_axis", 1))
                        .types())
                .containsExactly("FLOAT[2xnx?]");
        assertThat(NodeCase.of("ConcatFromSequence", 11)
                        .input(sequence("2 n"))
                        .with(Attribute.of("axis", 2))
                        .problem())
                .contains("axis 2");
    }

    @Test
    void mappingRunsTheBodyOnElements() {
        Graph body = GraphBuilder.graph("body", g -> {
            g.input(new Value("element", null));
            g.input(new Value("other", null));
            g.output(new Value(g.op("Concat", List.of("element", "other"), Attribute.of("axis", 0)), null));
        });
        assertThat(result(NodeCase.of("SequenceMap", 17)
                        .input(sequence("2 n"))
                        .floats("3 n")
                        .with(Attribute.of("body", body))))
                .isEqualTo(sequence("5 n"));
        assertThat(NodeCase.of("SequenceMap", 17).input(sequence("2")).problem())
                .contains("body is missing");
    }
}
