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
                .hasToString("seq(INT64[...])");
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

    @Test
    void elementsAreFollowedOneByOneWhereTheLengthIsKnown() {
        assertThat(NodeCase.of("SequenceAt", 11)
                        .sequence("2 3", "4 3")
                        .scalar(-1)
                        .types())
                .containsExactly("FLOAT[4x3]");
        assertThat(NodeCase.of("SequenceLength", 11)
                        .sequence("2 3", "4 3")
                        .infer()
                        .value(0))
                .hasToString("INT64[]{2}");
        assertThat(result(
                        NodeCase.of("SequenceErase", 11).sequence("2 3", "4 3").scalar(0)))
                .isEqualTo(sequence("4 3"));
        assertThat(result(NodeCase.of("SequenceErase", 11).sequence("2 3", "4 3")))
                .isEqualTo(sequence("2 3"));
        assertThat(NodeCase.of("SequenceAt", 11).sequence("2 3").scalar(1).problem())
                .contains("position 1 in a sequence of 1 elements");
        assertThat(NodeCase.of("SequenceErase", 11).sequence().scalar(-1).problem())
                .contains("position -1 in a sequence of 0 elements");
    }

    @Test
    void insertionGoesBeforeThePositionOrToTheEnd() {
        assertThat(elements(NodeCase.of("SequenceInsert", 11).sequence("1", "2").floats("9")))
                .containsExactly("FLOAT[1]", "FLOAT[2]", "FLOAT[9]");
        assertThat(elements(NodeCase.of("SequenceInsert", 11)
                        .sequence("1", "2")
                        .floats("9")
                        .scalar(-1)))
                .containsExactly("FLOAT[1]", "FLOAT[9]", "FLOAT[2]");
        assertThat(result(NodeCase.of("SequenceInsert", 11).sequence().floats("2 n")))
                .isEqualTo(sequence("2 n"));
        assertThat(NodeCase.of("SequenceInsert", 11)
                        .sequence("1", "2")
                        .floats("9")
                        .given(new KnownValue(ValueType.tensor(ElementType.INT64), null))
                        .infer()
                        .content(0))
                .isNull();
    }

    @Test
    void plainlyOnlyTypesAreFollowed() {
        assertThat(NodeCase.of("SequenceConstruct", 11)
                        .floats("2 3")
                        .floats("4 3")
                        .inferPlainly()
                        .content(0))
                .isNull();
    }

    private static List<String> elements(NodeCase node) {
        return ((SequenceContent) node.infer().content(0))
                .elements().stream()
                        .map(element -> String.valueOf(element.type()))
                        .toList();
    }

    @Test
    void mappingFollowsEachElement() {
        Graph body = GraphBuilder.graph("body", g -> {
            g.input(new Value("element", null));
            g.output(new Value(g.op("Concat", List.of("element", "element"), Attribute.of("axis", 0)), null));
            g.output(new Value(g.op("Shape", List.of("element")), null));
        });
        NodeTypes found = NodeCase.of("SequenceMap", 17)
                .sequence("2 3", "4 3")
                .with(Attribute.of("body", body))
                .outputs(2)
                .infer();

        assertThat(found.type(0)).isEqualTo(sequence("? 3"));
        assertThat(((SequenceContent) found.content(0)).elements())
                .extracting(KnownValue::type)
                .containsExactly(ValueType.tensor(ElementType.FLOAT, 4, 3), ValueType.tensor(ElementType.FLOAT, 8, 3));
        assertThat(((SequenceContent) found.content(1)).elements())
                .extracting(element -> String.valueOf(element.content()))
                .containsExactly("INT64[2]{2, 3}", "INT64[2]{4, 3}");
    }
}
