package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class RandomRulesTest {
    private static final Attribute DOUBLE = Attribute.of("dtype", ElementType.DOUBLE.code());

    @ParameterizedTest
    @ValueSource(strings = {"RandomNormal", "RandomUniform"})
    void theShapeIsAnAttribute(String type) {
        assertThat(NodeCase.of(type, 1).with(Attribute.ofInts("shape", 2, 3)).types())
                .containsExactly("FLOAT[2x3]");
        assertThat(NodeCase.of(type, 22).with(Attribute.ofInts("shape"), DOUBLE).types())
                .containsExactly("DOUBLE[]");
        assertThat(NodeCase.of(type, 22).types()).containsExactly("FLOAT[...]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RandomNormalLike", "RandomUniformLike", "Bernoulli"})
    void theShapeIsThatOfTheInput(String type) {
        assertThat(NodeCase.of(type, 22).input(ElementType.FLOAT16, "n 2").types())
                .containsExactly("FLOAT16[nx2]");
        assertThat(NodeCase.of(type, 22)
                        .input(ElementType.INT32, "n 2")
                        .with(DOUBLE)
                        .types())
                .containsExactly("DOUBLE[nx2]");
        assertThat(NodeCase.of(type, 22).unknown().types()).containsExactly("?");
    }

    @Test
    void multinomialDrawsSamplesForEachRow() {
        assertThat(NodeCase.of("Multinomial", 7)
                        .floats("n 10")
                        .with(Attribute.of("sample_size", 4))
                        .types())
                .containsExactly("INT32[nx4]");
        assertThat(NodeCase.of("Multinomial", 7).floats("10").problem()).contains("wanted 2 dimensions");
    }

    @Test
    void anUnknownElementTypeIsReported() {
        NodeCase odd = NodeCase.of("RandomNormal", 22).with(Attribute.of("dtype", 4711));
        assertThat(odd.types()).containsExactly("?");
        assertThat(odd.problem()).contains("4711");
    }
}
