package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.testing.SharedData;

class BaselineTest {
    @Test
    void paramsAreThoseOfTheSimplifiedNetwork() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            image(g);
            String y = convolution(g, "x", "kernel", 8);
            String normalised = batchNormalization(g, y, 8);
            convolution(g, normalised, "unused", 16);
            g.output(new Value(g.op("Relu", List.of(normalised)), null));
        });
        // The normalisation is folded into the kernel and leaves a bias; nothing reads the second convolution.
        assertThat(Baseline.PARAMS.score(graph)).isEqualTo(8 * 3 + 8);
        assertThat(Baseline.MACS.score(graph)).isEqualTo(8 * 3 * 16);
        assertThat(Baseline.DEPTH.score(graph)).isEqualTo(2);
    }

    @Test
    void anEdgeMultipliedByZeroIsNoEdge() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            image(g);
            g.initializer(Tensor.ofFloats("zero", Shape.SCALAR, 0));
            String none = g.op("Mul", List.of(convolution(g, "x", "cut", 8), "zero"));
            g.output(new Value(g.op("Add", List.of(convolution(g, "x", "kept", 8), none)), null));
        });
        assertThat(Baseline.PARAMS.score(graph)).isEqualTo(24);
    }

    @Test
    void whatCannotBeCountedHasNoScoreAndComesLast() {
        OnnxGraph open = OnnxGraph.build(17, g -> {
            Shape shape = new Shape(List.of(Dim.of("batch"), Dim.of("length"), Dim.of(3)));
            g.input(new Value("x", ValueType.tensor(ElementType.FLOAT, shape)));
            g.initializer(Tensor.ofFloats("w", Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
            g.output(new Value(g.op("MatMul", List.of("x", "w")), null));
        });
        OnnxGraph small = OnnxGraph.build(17, g -> {
            image(g);
            g.output(new Value(g.op("Relu", List.of("x")), null));
        });
        assertThat(Baseline.MACS.score(List.of(open, small))).containsExactly(Double.NaN, 0);
        assertThat(Baseline.MACS.rank(List.of(open, small)).best()).isSameAs(small);
        assertThat(Baseline.PARAMS.score(open)).isEqualTo(6);
    }

    @Test
    void bothExportsOfANetworkScoreTheSame() throws IOException {
        List<OnnxGraph> raw = new ArrayList<>();
        List<OnnxGraph> simplified = new ArrayList<>();
        for (String name : SharedData.sampleNames()) {
            raw.add(OnnxGraph.load(SharedData.sample(name + ".raw.onnx")));
            simplified.add(OnnxGraph.load(SharedData.sample(name + ".sim.onnx")));
        }
        for (Baseline baseline : Baseline.all()) {
            assertThat(baseline.score(raw)).as(baseline.name()).containsExactly(baseline.score(simplified));
        }
    }

    @Test
    void ranksRealNetworksBySize() throws IOException {
        List<String> names = List.of("nb201-9", "nb101-adds", "nb201-6111", "nb101-fig9", "nb201-13714");
        Ranking<String> ranking = Baseline.PARAMS.rank(names, BaselineTest::sample);
        assertThat(ranking.predictor()).isEqualTo("params");
        // 6111 and 13714 have the same operations on other edges: a tie, which keeps the order given.
        assertThat(ranking.items()).containsExactly("nb101-adds", "nb201-6111", "nb201-13714", "nb201-9", "nb101-fig9");
        assertThat(ranking.stream().map(entry -> (long) entry.score()))
                .containsExactly(49954954L, 1070458L, 1070458L, 315578L, 226474L);
    }

    @Test
    void aScoreDoesNotDependOnTheOthers() {
        List<OnnxGraph> graphs = new ArrayList<>();
        for (int width = 1; width <= 40; width++) {
            int channels = width;
            graphs.add(OnnxGraph.build(17, g -> {
                image(g);
                g.output(new Value(convolution(g, "x", "w", channels), null));
            }));
        }
        double[] together = Baseline.PARAMS.score(graphs);
        for (int i = 0; i < together.length; i++) {
            assertThat(Baseline.PARAMS.score(graphs.get(i))).isEqualTo(together[i]);
        }
        Collections.reverse(graphs);
        assertThat(Baseline.PARAMS.score(graphs)).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void everyBaselineSaysWhatItIs() {
        assertThat(Baseline.all()).extracting(Predictor::name).containsExactly("params", "macs", "depth");
        assertThat(Baseline.all()).allSatisfy(baseline -> {
            assertThat(baseline.description()).contains("simplified network", "not trained");
            assertThat(baseline).hasToString(baseline.name() + ": " + baseline.description());
        });
    }

    private static OnnxGraph sample(String name) {
        try {
            return OnnxGraph.load(SharedData.sample(name + ".raw.onnx"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void image(GraphBuilder g) {
        g.input("x", ElementType.FLOAT, 1, 3, 4, 4);
    }

    private static String convolution(GraphBuilder g, String x, String kernel, int channels) {
        int inputs = x.equals("x") ? 3 : 8;
        g.input(kernel, ElementType.FLOAT, channels, inputs, 1, 1);
        return g.op("Conv", List.of(x, kernel), Attribute.ofInts("kernel_shape", 1, 1));
    }

    private static String batchNormalization(GraphBuilder g, String x, int channels) {
        for (String vector : List.of("scale", "shift", "mean", "variance")) {
            g.input(vector, ElementType.FLOAT, channels);
        }
        return g.op(OpId.of("BatchNormalization"), List.of(x, "scale", "shift", "mean", "variance"));
    }
}
