package org.onnxnet.predictor.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.predictor.Cells;

class LayerGraphTest {
    @Test
    void wiringLeavesOutWhatBelongsToALayer() {
        LayerGraph wiring =
                LayerGraph.of(Cells.network(1, 4, List.of(3, 1), true)).wiring();
        assertThat(wiring.kinds())
                .containsExactly(
                        LayerKind.INPUT,
                        LayerKind.CONV,
                        LayerKind.CONV,
                        LayerKind.POINTWISE_CONV,
                        LayerKind.SUM,
                        LayerKind.GLOBAL_POOL,
                        LayerKind.OUTPUT);
        assertThat(wiring.sources().get(4)).containsExactlyInAnyOrder(1, 3);
        assertThat(wiring.forks()).isEqualTo(1);
        assertThat(wiring.widestJoin()).isEqualTo(2);
        assertThat(wiring.wires(LayerKind.CONV, LayerKind.SUM)).isEqualTo(1);
        assertThat(wiring.wires()).isEqualTo(7);
    }

    @Test
    void sumsOfSumsAreOneSum() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 4));
            String left = g.op("Add", List.of(g.op("Relu", List.of("x")), g.op("Tanh", List.of("x"))));
            String right = g.op("Add", List.of(g.op("Exp", List.of("x")), g.op("Abs", List.of("x"))));
            g.output(new Value(g.op("Add", List.of(left, right)), null));
        });
        LayerGraph wiring = LayerGraph.of(graph).wiring();
        assertThat(wiring.kinds()).containsExactly(LayerKind.INPUT, LayerKind.SUM, LayerKind.OUTPUT);
        assertThat(wiring.widestJoin()).isEqualTo(4);
    }

    @Test
    void nothingGoesThroughAZero() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 4));
            g.initializer(Tensor.ofFloats("zero", Shape.SCALAR, 0));
            String none = g.op("Mul", List.of(g.op("Tanh", List.of("x")), "zero"));
            g.output(new Value(g.op("Add", List.of(g.op("Relu", List.of("x")), none)), null));
        });
        assertThat(LayerGraph.of(graph).kinds())
                .containsExactly(LayerKind.INPUT, LayerKind.ACTIVATION, LayerKind.ACTIVATION, LayerKind.OUTPUT);
    }

    @Test
    void aNetworkThatIgnoresItsInputHasNoPath() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1));
            g.initializer(Tensor.ofFloats("c", Shape.of(1), 1));
            g.output(new Value(g.op("Relu", List.of("c")), null));
        });
        LayerGraph wiring = LayerGraph.of(graph).wiring();
        assertThat(wiring.kinds()).containsExactly(LayerKind.INPUT, LayerKind.OUTPUT);
        assertThat(PathLengths.logCount(wiring)).isZero();
        assertThat(PathLengths.of(wiring, kind -> true).most()).isEqualTo(1);
    }
}
