package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class ParametersTest {
    @Test
    void inputsOfWeightSlotsAreParameters() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("w", ElementType.FLOAT, 4, 3, 3, 3);
            g.input("b", ElementType.FLOAT, 4);
            for (String vector : List.of("scale", "shift", "mean", "variance")) {
                g.input(vector, ElementType.FLOAT, 4);
            }
            String y = g.op("Conv", List.of("x", "w", "b"));
            end(g, g.op("BatchNormalization", List.of(y, "scale", "shift", "mean", "variance")));
        });
        assertParameters(graph, "w", "b", "scale", "shift", "mean", "variance");
        assertThat(Parameters.of(graph).dataInputs()).extracting(Value::name).containsExactly("x");
        assertThat(Parameters.of(graph).contains("w")).isTrue();
        assertThat(Parameters.of(graph).contains("x")).isFalse();
    }

    @Test
    void parametersAreFoundThroughRelabelling() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("w", ElementType.FLOAT, 3, 4, 3, 3);
            String same = g.op("Identity", List.of("w"));
            String turned = g.op("Transpose", List.of(same), Attribute.ofInts("perm", 1, 0, 2, 3));
            end(g, g.op("Conv", List.of("x", turned)));
        });
        assertParameters(graph, "w");
    }

    @Test
    void theOrderOfTheFileDoesNotHideTheImage() {
        Graph graph = graph(g -> {
            g.input("w", ElementType.FLOAT, 4, 3, 3, 3);
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            end(g, g.op("Conv", List.of("x", "w")));
        });
        assertParameters(graph, "w");
    }

    @Test
    void aFileWithInitializersHasNoParameterInputs() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("y", ElementType.FLOAT, 1, 4, 6, 6);
            g.initializer(Tensor.ofFloats("w", Shape.of(1, 3, 1, 1), 1, 2, 3));
            end(g, g.op("Add", List.of(g.op("Conv", List.of("x", "w")), "y")));
        });
        assertParameters(graph);
        assertThat(Parameters.of(graph).dataInputs()).extracting(Value::name).containsExactly("x", "y");
    }

    @Test
    void anInitializerThatIsAnInputTooIsNeither() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3);
            end(g, g.op("Gemm", List.of("x", "w")));
        });
        Graph old = graph.with(parts -> parts.inputs(
                        List.of(graph.inputs().get(0), Value.tensor("w", ElementType.FLOAT, 3, 1)))
                .initializers(List.of(Tensor.ofFloats("w", Shape.of(3, 1), 1, 2, 3))));
        assertParameters(old);
        assertThat(Parameters.of(old).dataInputs()).extracting(Value::name).containsExactly("x");
    }

    @Test
    void whatIsAddedToFeaturesIsAParameterWhereOthersAre() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("w", ElementType.FLOAT, 4, 3, 1, 1);
            g.input("positions", ElementType.FLOAT, 1, 4, 8, 8);
            end(g, g.op("Add", List.of(g.op("Conv", List.of("x", "w")), "positions")));
        });
        assertParameters(graph, "w", "positions");
    }

    @Test
    void inputsThatAreAddedAreDataWhereNothingIsAParameter() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3);
            g.input("y", ElementType.FLOAT, 1, 3);
            end(g, g.op("Add", List.of("x", "y")));
        });
        assertParameters(graph);
    }

    @Test
    void theFirstInputIsDataWhateverItFeeds() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("scale", ElementType.FLOAT, 1, 3, 1, 1);
            g.input("w", ElementType.FLOAT, 4, 3, 1, 1);
            end(g, g.op("Conv", List.of(g.op("Mul", List.of("x", "scale")), "w")));
        });
        assertParameters(graph, "scale", "w");
    }

    @Test
    void aSecondImageIsData() {
        Graph graph = graph(g -> {
            g.input("left", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("right", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("w", ElementType.FLOAT, 4, 3, 1, 1);
            end(g, g.op("Add", List.of(g.op("Conv", List.of("left", "w")), g.op("Conv", List.of("right", "w")))));
        });
        assertParameters(graph, "w");
    }

    @Test
    void indicesAndOpenShapesAreData() {
        Graph graph = graph(g -> {
            g.input("ids", ElementType.INT64, 1, 7);
            g.input("table", ElementType.FLOAT, 100, 16);
            g.input(new Value(
                    "mask",
                    ValueType.tensor(ElementType.FLOAT, new Shape(List.of(Dim.of("batch"), Dim.of(7), Dim.of(1))))));
            g.input("offsets", ElementType.INT64, 1, 7);
            g.input("w", ElementType.FLOAT, 16, 16);
            String tokens = g.op("Gather", List.of("table", g.op("Add", List.of("ids", "offsets"))));
            String kept = g.op("Mul", List.of(tokens, "mask"));
            end(g, g.op("MatMul", List.of(kept, "w")));
        });
        assertParameters(graph, "table", "w");
    }

    @Test
    void theMatrixOfALinearLayerIsAParameter() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            g.input("w", ElementType.FLOAT, 3, 4);
            g.input("b", ElementType.FLOAT, 4);
            end(g, g.op("Add", List.of(g.op("MatMul", List.of("x", "w")), "b")));
        });
        assertParameters(graph, "w", "b");
    }

    @Test
    void keysOfAnAttentionAreData() {
        Graph graph = graph(g -> {
            g.input("queries", ElementType.FLOAT, 1, 5, 8);
            g.input("keys", ElementType.FLOAT, 1, 5, 8);
            String turned = g.op("Transpose", List.of("keys"), Attribute.ofInts("perm", 0, 2, 1));
            end(g, g.op("MatMul", List.of("queries", turned)));
        });
        assertParameters(graph);
    }

    @Test
    void anInputThatIsAnOutputIsData() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("w", ElementType.FLOAT, 4, 3, 1, 1);
            end(g, g.op("Conv", List.of("x", "w")));
            g.output("w", ElementType.FLOAT, 4, 3, 1, 1);
        });
        assertParameters(graph);
    }

    @Test
    void usesInNestedGraphsCount() {
        Graph branch = GraphBuilder.graph("branch", g -> end(g, g.op("Conv", List.of("x", "w"))));
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("chosen", ElementType.BOOL);
            g.input("w", ElementType.FLOAT, 4, 3, 1, 1);
            g.node(new Node(
                    "",
                    OpId.of("If"),
                    List.of("chosen"),
                    List.of("y"),
                    List.of(Attribute.of("then_branch", branch), Attribute.of("else_branch", branch))));
            end(g, "y");
        });
        assertParameters(graph, "w");
    }

    @Test
    void anInputThatNothingReadsIsData() {
        Graph graph = graph(g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("w", ElementType.FLOAT, 4, 3, 1, 1);
            g.input("unused", ElementType.FLOAT, 9);
            end(g, g.op("Conv", List.of("x", "w")));
        });
        assertParameters(graph, "w");
    }

    private static void assertParameters(Graph graph, String... names) {
        assertThat(Parameters.of(graph).inputs()).extracting(Value::name).containsExactly(names);
    }

    private static Graph graph(Consumer<GraphBuilder> body) {
        return GraphBuilder.graph("g", body);
    }

    private static void end(GraphBuilder g, String value) {
        g.output(new Value(value, null));
    }
}
