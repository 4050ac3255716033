package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.shape.NodeCase.contributed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class RecurrentRulesTest {
    private static NodeCase layer(String type, long opset) {
        return NodeCase.of(type, opset).floats("5 n 3");
    }

    @ParameterizedTest
    @CsvSource({"RNN,1", "RNN,7", "GRU,1", "GRU,3", "GRU,14", "LSTM,7", "LSTM,22"})
    void sequenceComesFirst(String type, long opset) {
        assertThat(layer(type, opset)
                        .unknown()
                        .unknown()
                        .with(Attribute.of("hidden_size", 4))
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[5x1xnx4]", "FLOAT[1xnx4]");
    }

    @Test
    void batchComesFirstForLayoutOne() {
        NodeCase lstm = NodeCase.of("LSTM", 14)
                .floats("2 5 3")
                .unknown()
                .unknown()
                .with(
                        Attribute.of("hidden_size", 4),
                        Attribute.of("layout", 1),
                        Attribute.of("direction", "bidirectional"))
                .outputs(3);
        assertThat(lstm.types()).containsExactly("FLOAT[2x5x2x4]", "FLOAT[2x2x4]", "FLOAT[2x2x4]");
        assertThat(lstm.plainTypes()).isEqualTo(lstm.types());
    }

    @Test
    void hiddenSizeAndDirectionsFollowFromTheWeights() {
        NodeCase gru = layer("GRU", 14)
                .floats("1 12 3")
                .floats("1 12 4")
                .with(Attribute.of("direction", "sideways"))
                .outputs(2);
        assertThat(gru.types()).containsExactly("FLOAT[5x1xnx4]", "FLOAT[1xnx4]");
        assertThat(gru.plainTypes()).containsExactly("FLOAT[5x?xnx?]", "FLOAT[?xnx?]");
    }

    @Test
    void theRankIsKnownWithoutAnyShape() {
        assertThat(NodeCase.of("RNN", 14)
                        .unranked(ElementType.FLOAT16)
                        .unknown()
                        .unknown()
                        .types())
                .containsExactly("FLOAT16[?x1x?x?]");
    }

    @Test
    void aMatrixIsNoSequenceOfVectors() {
        NodeCase rnn = NodeCase.of("RNN", 14).floats("5 3").unknown().unknown();
        assertThat(rnn.types()).containsExactly("?");
        assertThat(rnn.problem()).contains("wanted 3 dimensions");
    }

    @Test
    void weightsOfAnotherHiddenSizeContradict() {
        NodeCase rnn = layer("RNN", 14).floats("1 4 3").floats("1 4 4").with(Attribute.of("hidden_size", 8));
        assertThat(rnn.problem()).contains("'hidden size' is 8 and 4");
    }

    @Test
    void quantizedLstmHasTransposedWeights() {
        assertThat(contributed("DynamicQuantizeLSTM")
                        .floats("s b 8")
                        .input(ElementType.INT8, "1 8 64")
                        .input(ElementType.INT8, "1 16 64")
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT[sx1xbx16]", "FLOAT[1xbx16]", "FLOAT[1xbx16]");
        assertThat(contributed("DynamicQuantizeLSTM")
                        .floats("5 2 8")
                        .with(Attribute.of("direction", "bidirectional"), Attribute.of("hidden_size", 3))
                        .types())
                .containsExactly("FLOAT[5x2x2x3]");
    }

    @Test
    void attendingCellsHaveWiderWeights() {
        assertThat(contributed("AttnLSTM")
                        .floats("s b 8")
                        .floats("2 64 24")
                        .floats("2 64 16")
                        .with(Attribute.of("direction", "bidirectional"))
                        .outputs(3)
                        .types())
                .containsExactly("FLOAT[sx2xbx16]", "FLOAT[2xbx16]", "FLOAT[2xbx16]");
    }
}
