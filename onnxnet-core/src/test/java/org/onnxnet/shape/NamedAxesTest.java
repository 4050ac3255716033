package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Dim;

class NamedAxesTest {
    @Test
    void aNumberWinsOverANameAndANameOverNothing() {
        NamedAxes axes = new NamedAxes().put("batch", Dim.UNKNOWN).put("batch", Dim.of("n"));
        assertThat(axes.shape("batch")).hasToString("n");
        assertThat(axes.put("batch", Dim.of(2)).shape("batch", "other")).hasToString("2x?");
        assertThat(axes.put("batch", Dim.of("m")).get("batch")).isEqualTo(Dim.of(2));
    }

    @Test
    void twoNumbersContradict() {
        NamedAxes axes = new NamedAxes().put("batch", Dim.of(2));
        assertThatThrownBy(() -> axes.put("batch", Dim.of(3)))
                .isInstanceOf(CannotInferException.class)
                .hasMessageContaining("'batch' is 2 and 3");
    }
}
