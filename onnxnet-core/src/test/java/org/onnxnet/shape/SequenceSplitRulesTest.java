package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

class SequenceSplitRulesTest {
    private static ValueType sequence(String dims) {
        return new ValueType.OfSequence(ValueType.tensor(ElementType.FLOAT, NodeCase.shape(dims)));
    }

    private static ValueType result(NodeCase node) {
        return node.infer().type(0);
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
    void aPartMayBeLargerThanTheWhole() {
        NodeCase node = NodeCase.of("SplitToSequence", 11).floats("6 n").scalar(Long.MAX_VALUE);
        assertThat(node.infer().problems()).isEmpty();
        assertThat(result(node)).isEqualTo(sequence("6 n"));
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
    void partsAreFollowedOneByOne() {
        NodeTypes parts = NodeCase.of("SplitToSequence", 24)
                .longs(1, 2, 3, 4, 5)
                .scalar(2)
                .infer();
        assertThat(((SequenceContent) parts.content(0)).elements())
                .extracting(part -> String.valueOf(part.content()))
                .containsExactly("INT64[2]{1, 2}", "INT64[2]{3, 4}", "INT64[1]{5}");
        NodeTypes dropped = NodeCase.of("SplitToSequence", 24)
                .floats("3 n")
                .with(Attribute.of("keepdims", 0))
                .infer();
        assertThat(((SequenceContent) dropped.content(0)).elements())
                .extracting(part -> String.valueOf(part.type()))
                .containsExactly("FLOAT[n]", "FLOAT[n]", "FLOAT[n]");
        assertThat(NodeCase.of("SplitToSequence", 24)
                        .floats("n 3")
                        .longs(1, 4)
                        .infer()
                        .type(0))
                .isEqualTo(sequence("? 3"));
    }

    @Test
    void hugeCountsAreNotFollowed() {
        assertThat(NodeCase.of("SplitToSequence", 24)
                        .floats("9223372036854775807")
                        .infer()
                        .content(0))
                .isNull();
        assertThat(NodeCase.of("SplitToSequence", 24)
                        .longs(7, 8)
                        .longs(Long.MAX_VALUE, Long.MAX_VALUE, 4)
                        .infer()
                        .type(0))
                .hasToString("seq(INT64[?])");
    }

    @Test
    void joiningKnownElementsAddsUp() {
        Attribute axis = Attribute.of("axis", 0);
        assertThat(NodeCase.of("ConcatFromSequence", 11)
                        .sequence("2 n", "4 n")
                        .with(axis)
                        .types())
                .containsExactly("FLOAT[6xn]");
        assertThat(NodeCase.of("ConcatFromSequence", 11)
                        .sequence("2 3", "2 3", "2 3")
                        .with(Attribute.of("axis", -1), Attribute.of("new_axis", 1))
                        .types())
                .containsExactly("FLOAT[2x3x3]");
        assertThat(NodeCase.of("ConcatFromSequence", 11)
                        .sequence("2 3", "2 4")
                        .with(axis)
                        .problem())
                .contains("axis 1");
        assertThat(NodeCase.of("ConcatFromSequence", 11).sequence().with(axis).types())
                .containsExactly("FLOAT[...]");
    }

    @Test
    void joiningKnownContentsKeepsThem() {
        KnownValue one = known(Tensor.ofLongs("", 1, 2));
        KnownValue two = known(Tensor.ofLongs("", 3, 4));
        KnownValue both = new KnownValue(new ValueType.OfSequence(one.type()), new SequenceContent(List.of(one, two)));
        assertThat(NodeCase.of("ConcatFromSequence", 11)
                        .given(both)
                        .with(Attribute.of("axis", 0))
                        .infer()
                        .value(0))
                .hasToString("INT64[4]{1, 2, 3, 4}");
        assertThat(NodeCase.of("ConcatFromSequence", 11)
                        .given(both)
                        .with(Attribute.of("axis", 1), Attribute.of("new_axis", 1))
                        .infer()
                        .value(0))
                .hasToString("INT64[2x2]{1, 3, 2, 4}");
    }

    private static KnownValue known(Tensor tensor) {
        return new KnownValue(tensor.type(), SymbolicTensor.of(tensor));
    }
}
