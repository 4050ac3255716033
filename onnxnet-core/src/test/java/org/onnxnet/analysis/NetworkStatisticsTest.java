package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class NetworkStatisticsTest {
    /** x [1,2,4,4] through a 1x1 convolution with bias to 3 channels, Relu, Flatten and a linear layer to 5. */
    private static void smallNetwork(GraphBuilder g) {
        g.input("x", ElementType.FLOAT, 1, 2, 4, 4);
        weight(g, "w", 3, 2, 1, 1);
        weight(g, "b", 3);
        weight(g, "m", 48, 5);
        String y = g.op("Relu", List.of(g.op("Conv", List.of("x", "w", "b"))));
        end(g, g.op("Gemm", List.of(g.op("Flatten", List.of(y)), "m")));
    }

    @Test
    void countsASmallNetwork() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, NetworkStatisticsTest::smallNetwork));
        assertThat(found.parameters()).isEqualTo(Count.of(6 + 3 + 240));
        assertThat(found.macs()).isEqualTo(Count.of(2 * 3 * 16 + 240));
        assertThat(found.activations()).isEqualTo(Count.of(48 + 48 + 5));
        assertThat(found.depth()).isEqualTo(3);
        assertThat(found.width()).isEqualTo(1);
        assertThat(found.nodes()).isEqualTo(4);
        assertThat(found.operators()).isEqualTo(Map.of("Conv", 1, "Flatten", 1, "Gemm", 1, "Relu", 1));
        assertThat(found.inputs()).extracting(Value::toString).containsExactly("x: FLOAT[1x2x4x4]");
        assertThat(found.outputs()).extracting(Value::shape).containsExactly(Shape.of(1, 5));
        assertThat(found.unknowns()).isEmpty();
    }

    @Test
    void widthIsTheMostNodesSideBySide() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            String x = g.op("Relu", List.of(g.input("x", ElementType.FLOAT, 4)));
            String a = g.op("Tanh", List.of(g.op("Neg", List.of(x))));
            String b = g.op("Abs", List.of(x));
            String view = g.op("Flatten", List.of(g.op("Exp", List.of(x))));
            end(g, g.op("Sum", List.of(a, b, view)));
        }));
        assertThat(found.depth()).isEqualTo(4);
        assertThat(found.width()).isEqualTo(3);
    }

    @Test
    void printsOnTwoLinesWithTheMostFrequentOperatorsFirst() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 2);
            end(g, g.op("Relu", List.of(g.op("Tanh", List.of(g.op("Relu", List.of("x")))))));
        }));
        assertThat(found).hasToString("3 nodes, depth 3, 0 parameters, 0 MACs, 6 activations\nRelu 2, Tanh 1");
    }

    @Test
    void whatCannotReachAnOutputDoesNotCount() {
        NetworkStatistics whole = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            smallNetwork(g);
            weight(g, "dead", 7, 2, 1, 1);
            g.op("Relu", List.of(g.op("Conv", List.of("x", "dead"))));
        }));
        NetworkStatistics live = NetworkStatistics.of(GraphBuilder.model(17, NetworkStatisticsTest::smallNetwork));
        assertThat(whole.parameters()).isEqualTo(live.parameters());
        assertThat(whole.macs()).isEqualTo(live.macs());
        assertThat(whole.activations()).isEqualTo(live.activations());
        assertThat(whole.depth()).isEqualTo(live.depth());
        assertThat(whole.nodes()).isEqualTo(live.nodes() + 2);
    }

    @Test
    void nothingGetsThroughAMultiplicationByZero() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 2, 4, 4);
            weight(g, "w", 2, 2, 1, 1);
            weight(g, "cut", 2, 2, 3, 3);
            g.initializer(Tensor.ofFloats("zero", Shape.SCALAR, 0));
            String none = g.op("Mul", List.of(g.op("Conv", List.of("x", "cut")), "zero"));
            end(g, g.op("Add", List.of(g.op("Conv", List.of("x", "w")), none)));
        }));
        assertThat(found.parameters()).isEqualTo(Count.of(4));
    }

    @Test
    void scalarsShapesAndPaddingZerosAreNoParameters() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 2, 4, 4);
            g.initializer(Tensor.ofFloats("half", Shape.SCALAR, 0.5f));
            g.initializer(Tensor.ofLongs("shape", 1, 2, 16));
            g.initializer(Tensor.ofFloats("zeros", Shape.of(1, 2, 4), new float[8]));
            g.initializer(Tensor.ofFloats("token", Shape.of(1, 2, 1), 1, 2));
            g.initializer(Tensor.ofFloats("start", Shape.of(1, 2, 21), new float[42]));
            g.initializer(Tensor.ofFloats("low", Shape.SCALAR, 0));
            String flat = g.op("Reshape", List.of(g.op("Mul", List.of("x", "half")), "shape"));
            String joined = g.op("Concat", List.of(flat, "zeros", "token"), Attribute.of("axis", 2));
            end(g, g.op("Clip", List.of(g.op("Add", List.of(joined, "start")), "low")));
        }));
        assertThat(found.parameters()).isEqualTo(Count.of(2));
    }

    @Test
    void aMatrixCountsOnceAndAVectorForEveryNode() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 2, 4, 4);
            weight(g, "w", 2, 2, 1, 1);
            weight(g, "b", 2);
            end(g, g.op("Conv", List.of(g.op("Conv", List.of("x", "w", "b")), "w", "b")));
        }));
        assertThat(found.parameters()).isEqualTo(Count.of(4 + 2 + 2));
    }

    @Test
    void aStandingNormalisationCountsScaleAndShift() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 2, 4, 4);
            for (String vector : List.of("scale", "shift", "mean", "variance")) {
                weight(g, vector, 2);
            }
            end(g, g.op("BatchNormalization", List.of("x", "scale", "shift", "mean", "variance")));
        }));
        assertThat(found.parameters()).isEqualTo(Count.of(4));
    }

    @Test
    void weightsThatAreComputedFromOthersCount() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 2, 4, 4);
            weight(g, "w", 3, 2, 3, 3);
            String mean = g.op("ReduceMean", List.of("w"));
            end(g, g.op("Conv", List.of("x", g.op("Sub", List.of("w", mean)))));
        }));
        assertThat(found.parameters()).isEqualTo(Count.of(54));
        assertThat(found.activations())
                .as("what is computed once does not count")
                .isEqualTo(Count.of(12));
    }

    @Test
    void quantisedWeightsCount() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 4);
            g.initializer(
                    Tensor.ofRaw("q", ElementType.INT8, Shape.of(4, 3), org.onnxnet.graph.Bytes.wrap(new byte[12])));
            g.initializer(Tensor.ofFloats("scale", Shape.of(1), 0.5f));
            end(g, g.op("MatMul", List.of("x", g.op("DequantizeLinear", List.of("q", "scale")))));
        }));
        assertThat(found.parameters()).isEqualTo(Count.of(12));
    }

    @Test
    void weightsMadeUpFromAShapeCount() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 2, 4, 4);
            g.initializer(Tensor.ofLongs("shape", 3, 2, 1, 1));
            end(g, g.op("Conv", List.of("x", g.op("ConstantOfShape", List.of("shape")))));
        }));
        assertThat(found.parameters()).isEqualTo(Count.of(6));
    }

    @Test
    void zerosMadeUpFromAShapeArePadding() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 2, 4);
            g.initializer(Tensor.ofLongs("shape", 1, 2, 4));
            String padding = g.op("ConstantOfShape", List.of("shape"));
            String cut = g.op("Mul", List.of("x", g.op("ConstantOfShape", List.of("shape"))));
            end(g, g.op("Concat", List.of("x", padding, cut), Attribute.of("axis", 2)));
        }));
        assertThat(found.parameters()).isEqualTo(Count.ZERO);
        assertThat(found.depth()).isEqualTo(1);
    }

    @Test
    void viewsThatGoRoundInCirclesDoNotHang() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 2);
            g.node(new Node("", OpId.of("Identity"), List.of("b"), List.of("a"), List.of()));
            g.node(new Node("", OpId.of("Identity"), List.of("a"), List.of("b"), List.of()));
            end(g, g.op("Mul", List.of("x", "a")));
        }));
        assertThat(found.nodes()).isEqualTo(3);
    }

    @Test
    void arithmeticOnSizesDoesNotCount() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 2, 4, 4);
            g.initializer(Tensor.ofLongs("first", 0));
            g.initializer(Tensor.ofLongs("rest", -1));
            String batch = g.op("Gather", List.of(g.op("Shape", List.of("x")), "first"));
            String shape = g.op("Concat", List.of(batch, "rest"), Attribute.of("axis", 0));
            end(g, g.op("Relu", List.of(g.op("Reshape", List.of("x", shape)))));
        }));
        assertThat(found.depth()).isEqualTo(1);
        assertThat(found.activations()).isEqualTo(Count.of(32));
        assertThat(found.nodes()).isEqualTo(5);
    }

    @Test
    void anOpenBatchCountsAsOneExample() {
        NetworkStatistics found = NetworkStatistics.of(openModel("batch"));
        assertThat(found.macs()).isEqualTo(Count.of(10 * 3 * 4));
        assertThat(found.inputs()).extracting(Value::toString).containsExactly("x: FLOAT[batchx10x3]");
        assertThat(NetworkStatistics.of(openModel("")).macs()).isEqualTo(found.macs());
    }

    @Test
    void sizesCanBeGivenByName() {
        assertThat(NetworkStatistics.of(openModel("batch"), Map.of("batch", 8L)).macs())
                .isEqualTo(Count.of(8 * 10 * 3 * 4));
    }

    @Test
    void whatCannotBeCountedIsListed() {
        Model model = GraphBuilder.model(17, g -> {
            g.input(new Value(
                    "x",
                    ValueType.tensor(ElementType.FLOAT, new Shape(List.of(Dim.of(1), Dim.of("length"), Dim.of(3))))));
            weight(g, "w", 3, 4);
            end(g, g.op("MatMul", List.of("x", "w")));
        });
        NetworkStatistics open = NetworkStatistics.of(model);
        assertThat(open.macs()).isEqualTo(Count.UNKNOWN);
        assertThat(open.activations()).isEqualTo(Count.UNKNOWN);
        assertThat(open.parameters()).isEqualTo(Count.of(12));
        assertThat(open.unknowns()).hasSize(2).first().asString().contains("MatMul 'MatMul_1'", "1xlength");
        assertThat(NetworkStatistics.of(model, Map.of("length", 2L)).macs()).isEqualTo(Count.of(24));
    }

    @Test
    void customOperatorsAreListed() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 3);
            weight(g, "w", 3, 3);
            end(g, g.op(new OpId("my.domain", "Mix"), List.of("x", "w")));
        }));
        assertThat(found.macs()).isEqualTo(Count.UNKNOWN);
        assertThat(found.parameters()).isEqualTo(Count.of(9));
        assertThat(found.operators()).isEqualTo(Map.of("my.domain:Mix", 1));
        assertThat(found.unknowns()).first().asString().contains("my.domain:Mix");
    }

    @Test
    void nestedGraphsCount() {
        Graph big = GraphBuilder.graph("big", g -> {
            weight(g, "inner", 3, 3);
            String between = g.op("MatMul", List.of("x", "outer"));
            g.valueInfo(Value.tensor(between, ElementType.FLOAT, 1, 3));
            g.output(g.op("MatMul", List.of(between, "inner")), ElementType.FLOAT, 1, 3);
        });
        Graph small = GraphBuilder.graph("small", g -> end(g, g.op("Relu", List.of("x"))));
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 3);
            g.input("chosen", ElementType.BOOL);
            weight(g, "outer", 3, 3);
            g.node(new Node(
                    "",
                    OpId.of("If"),
                    List.of("chosen"),
                    List.of("y"),
                    List.of(Attribute.of("then_branch", big), Attribute.of("else_branch", small))));
            end(g, "y");
        }));
        assertThat(found.parameters()).isEqualTo(Count.of(18));
        assertThat(found.macs()).as("the dearer branch").isEqualTo(Count.of(18));
        assertThat(found.nodes()).isEqualTo(4);
        assertThat(found.depth()).isEqualTo(2);
    }

    @Test
    void nodesInAnyOrderGiveTheSameFigures() {
        Model model = GraphBuilder.model(17, NetworkStatisticsTest::smallNetwork);
        List<Node> backwards = new java.util.ArrayList<>(model.graph().nodes());
        java.util.Collections.reverse(backwards);
        Model turned = model.withGraph(model.graph().with(parts -> parts.nodes(backwards)));
        assertThat(NetworkStatistics.of(turned)).isEqualTo(NetworkStatistics.of(model));
    }

    @Test
    void anEmptyGraphHasNothing() {
        NetworkStatistics found = NetworkStatistics.of(GraphBuilder.model(17, g -> {}));
        assertThat(found.parameters()).isEqualTo(Count.ZERO);
        assertThat(found.depth()).isZero();
        assertThat(found.nodes()).isZero();
    }

    private static Model openModel(String batch) {
        return GraphBuilder.model(17, g -> {
            Shape shape = new Shape(List.of(Dim.of(batch), Dim.of(10), Dim.of(3)));
            g.input(new Value("x", ValueType.tensor(ElementType.FLOAT, shape)));
            weight(g, "w", 3, 4);
            end(g, g.op("MatMul", List.of("x", "w")));
        });
    }

    private static void weight(GraphBuilder g, String name, long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[(int) shape.elementCount()];
        java.util.Arrays.fill(values, 0.5f);
        g.initializer(Tensor.ofFloats(name, shape, values));
    }

    private static void end(GraphBuilder g, String value) {
        g.output(new Value(value, null));
    }
}
