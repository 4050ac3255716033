package org.onnxnet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueTypeTest {
    private final ValueType tensor = ValueType.tensor(ElementType.FLOAT, new Shape(java.util.List.of(Dim.of("n"))));

    @Test
    void printsLikeTheTextsDo() {
        assertThat(tensor).hasToString("FLOAT[n]");
        assertThat(new ValueType.OfSparseTensor(ElementType.FLOAT, Shape.of(2, 3)))
                .hasToString("sparse(FLOAT[2x3])");
        assertThat(new ValueType.OfSparseTensor(ElementType.FLOAT, null)).hasToString("sparse(FLOAT[...])");
        assertThat(new ValueType.OfOptional(new ValueType.OfSequence(tensor))).hasToString("optional(seq(FLOAT[n]))");
        assertThat(new ValueType.OfSequence(null)).hasToString("seq(?)");
        assertThat(new ValueType.OfMap(ElementType.INT64, tensor)).hasToString("map(INT64,FLOAT[n])");
        assertThat(new ValueType.OfOpaque("com.acme", "Blob")).hasToString("opaque(com.acme,Blob)");
    }
}
