package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.predictor.proxy.UntrainedRun;

class NwotTest {
    private static final OnnxGraph SMALL = Cells.network(1, 4, List.of(1), false);
    private static final OnnxGraph LARGE = Cells.network(3, 12, List.of(3, 3), true);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void moreUnitsTellInputsApartBetter() {
        Nwot nwot = Nwot.of(1);
        double[] scores = nwot.score(List.of(SMALL, LARGE));
        assertThat(scores[1]).isGreaterThan(scores[0]);
    }

    @Test
    void theSeedDecides() {
        assertThat(Nwot.of(1).score(LARGE)).isEqualTo(Nwot.of(1).score(LARGE));
        assertThat(Nwot.of(2).score(LARGE)).isNotEqualTo(Nwot.of(1).score(LARGE));
    }

    @Test
    void aNetworkThatSeesNoDifferenceIsTheWorst() {
        OnnxGraph blind = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 4));
            String positive = g.op("Exp", List.of("x"));
            g.output(new Value(g.op("Relu", List.of(g.op("Sigmoid", List.of(positive)))), null));
        });
        assertThat(Nwot.of(1).score(blind)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void saysNothingWithoutActivationsOrBeyondItsLimits() {
        OnnxGraph linear = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 4));
            g.output(new Value(g.op("Neg", List.of("x")), null));
        });
        assertThat(Nwot.of(1).score(linear)).isNaN();
        assertThat(Nwot.of(new UntrainedRun(4, 1, 10, 1_000_000)).score(LARGE)).isNaN();
        assertThat(Nwot.of(new UntrainedRun(4, 1, 1_000_000_000, 10)).score(LARGE))
                .isNaN();
    }

    @Test
    void drawsNoWeightsThatDoNotFit() {
        OnnxGraph heavy = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 1));
            g.input(Value.tensor("w", ElementType.FLOAT, 1, 1 << 30));
            String mean = g.op("ReduceMean", List.of(g.op("MatMul", List.of("x", "w"))));
            g.output(new Value(g.op("Relu", List.of(mean)), null));
        });
        UntrainedRun unbounded = new UntrainedRun(4, 1, Long.MAX_VALUE, 1 << 29);
        assertThat(Nwot.of(unbounded).score(heavy)).isNaN();
    }

    @Test
    void refusesInputsOfUnknownSize() {
        OnnxGraph open = OnnxGraph.build(17, g -> {
            Shape shape = new Shape(List.of(Dim.of("batch"), Dim.of(300)));
            g.input(new Value("x", ValueType.tensor(ElementType.FLOAT, shape)));
            g.output(new Value(g.op("Relu", List.of(g.op("Neg", List.of("x")))), null));
        });
        assertThat(Nwot.of(1).score(open)).isFinite();
        OnnxGraph integers = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.INT32, 1, 3));
            String real = g.op("Cast", List.of("x"), Attribute.of("to", 1));
            g.output(new Value(g.op("Relu", List.of(real)), null));
        });
        assertThatThrownBy(() -> Nwot.of(1).score(integers))
                .hasMessageContaining("network at index 0: input 'x' is")
                .hasMessageContaining("wanted a tensor of 32-bit floats");
    }

    @Test
    void theSameAfterSavingAndLoading() throws IOException {
        Nwot nwot = Nwot.of(new UntrainedRun(8, 3, 1_000_000_000, 1_000_000));
        nwot.save(folder);
        try (Predictor loaded = Predictor.load(folder)) {
            assertThat(loaded.score(LARGE)).isEqualTo(nwot.score(LARGE));
        }
    }
}
