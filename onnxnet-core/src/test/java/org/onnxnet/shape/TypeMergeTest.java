package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.ValueType;

class TypeMergeTest {
    private static ValueType tensor(String shape) {
        return ValueType.tensor(ElementType.FLOAT, Probe.parse(shape));
    }

    @Test
    void mergeKeepsAllThatEitherSays() {
        assertThat(TypeMerge.merge(tensor("Nx3x?"), tensor("2x?xM"))).isEqualTo(tensor("2x3xM"));
        assertThat(TypeMerge.merge(tensor("..."), tensor("2x3"))).isEqualTo(tensor("2x3"));
        assertThat(TypeMerge.merge(null, tensor("2"))).isEqualTo(tensor("2"));
        assertThat(TypeMerge.merge(ValueType.tensor(ElementType.UNDEFINED, Probe.parse("2")), tensor("...")))
                .isEqualTo(tensor("2"));
    }

    @Test
    void whereBothContradictThePreferredStands() {
        assertThat(TypeMerge.merge(tensor("2x3"), tensor("2x4"))).isEqualTo(tensor("2x3"));
        assertThat(TypeMerge.merge(tensor("2x3"), tensor("2x3x4"))).isEqualTo(tensor("2x3"));
        assertThat(TypeMerge.contradict(tensor("2x3"), tensor("2x4"))).isTrue();
        assertThat(TypeMerge.contradict(tensor("2x3"), tensor("2x3x4"))).isTrue();
        assertThat(TypeMerge.contradict(tensor("2xN"), tensor("2x4"))).isFalse();
        assertThat(TypeMerge.contradict(tensor("2"), new ValueType.OfSequence(tensor("2"))))
                .isTrue();
    }

    @Test
    void joinKeepsWhatBothSay() {
        assertThat(TypeMerge.join(tensor("2xNx3"), tensor("2xNx4"))).isEqualTo(tensor("2xNx?"));
        assertThat(TypeMerge.join(tensor("2"), tensor("2x3"))).isEqualTo(tensor("..."));
        assertThat(TypeMerge.join(tensor("?"), tensor("?"))).isEqualTo(tensor("?"));
        assertThat(TypeMerge.join(tensor("2"), ValueType.tensor(ElementType.INT64, 2)))
                .isNull();
        assertThat(TypeMerge.join(new ValueType.OfSequence(tensor("2")), new ValueType.OfSequence(tensor("3"))))
                .isEqualTo(new ValueType.OfSequence(tensor("?")));
    }
}
