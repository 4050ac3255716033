package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

class SymbolicTensorTest {
    @Test
    void readsSmallConstants() {
        SymbolicTensor read = SymbolicTensor.of(Tensor.ofLongs("shape", 2, -1));
        assertThat(read).hasToString("INT64[2]{2, -1}");
        assertThat(read.isKnown()).isTrue();
        assertThat(read.toLongs()).containsExactly(2, -1);
        assertThat(read.dims()).containsExactly(Dim.of(2), Dim.of(-1));
    }

    @Test
    void doesNotReadWeightsOrVocabularies() {
        assertThat(SymbolicTensor.of(Tensor.ofFloats("w", Shape.of(65), new float[65])))
                .isNull();
        assertThat(SymbolicTensor.fits(ElementType.STRING, Shape.of(64))).isTrue();
        assertThat(SymbolicTensor.fits(ElementType.STRING, Shape.of(65))).isFalse();
        assertThat(SymbolicTensor.fits(ElementType.COMPLEX64, Shape.of(1))).isFalse();
        assertThat(SymbolicTensor.fits(ElementType.INT64, Shape.of(1L << 40, 1L << 40)))
                .isFalse();
        assertThat(SymbolicTensor.fits(ElementType.INT64, Shape.of(1L << 40, 0)))
                .isTrue();
    }

    /** Nobody folds strings: they are followed for their number only. */
    @Test
    void stringsAreFollowedButAreNoNumbers() {
        Tensor texts = new Tensor(
                "t",
                ElementType.STRING,
                Shape.of(2),
                new TensorData.Strings(List.of(Bytes.utf8("a"), Bytes.utf8("b"))));
        SymbolicTensor read = SymbolicTensor.of(texts);
        assertThat(read).hasToString("STRING[2]{\"a\", \"b\"}");
        assertThat(read.texts()).containsExactly("a", "b");
        assertThat(read.isKnown()).isFalse();
        assertThat(read.toTensor("t")).isNull();
        assertThat(SymbolicTensor.filled(ElementType.STRING, Shape.of(0), Element.UNKNOWN)
                        .toTensor("t"))
                .isNull();
    }

    @Test
    void becomesAConstantAgain() {
        Tensor scales = Tensor.ofFloats("", Shape.of(2), 0.5f, 2);
        SymbolicTensor read = SymbolicTensor.of(scales);
        assertThat(read).isNotNull();
        assertThat(read.toTensor("s").toDoubles()).containsExactly(0.5, 2);
        assertThat(SymbolicTensor.of(Tensor.ofLongs("", Shape.SCALAR, 7)).toTensor("x"))
                .isEqualTo(Tensor.ofLongs("x", Shape.SCALAR, 7));
    }

    @Test
    void whatIsNotKnownHasNoNumbers() {
        SymbolicTensor open =
                SymbolicTensor.vector(ElementType.INT64, List.of(Element.of(Dim.of("n")), Element.UNKNOWN));
        assertThat(open.isKnown()).isFalse();
        assertThat(open.toTensor("x")).isNull();
        assertThat(open.dim(0)).isEqualTo(Dim.of("n"));
        assertThat(open.dim(1)).isEqualTo(Dim.UNKNOWN);
        assertThatThrownBy(open::toLongs)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("isKnown()");
    }
}
