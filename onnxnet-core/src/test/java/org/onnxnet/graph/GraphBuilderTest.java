package org.onnxnet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphBuilderTest {
    @Test
    void wiresNodesByTheNamesItReturns() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", ElementType.FLOAT, 1, 3, 32, 32);
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(3), 1, 2, 3));
            String first = g.op("Mul", List.of(x, w));
            String second = g.op("Mul", List.of(first, w), Attribute.of("note", 1));
            g.output(second, ElementType.FLOAT, 1, 3, 32, 32);
        });

        Graph graph = model.graph();
        assertThat(model.opset()).isEqualTo(17);
        assertThat(graph.nodes()).hasSize(2);
        assertThat(graph.nodes().get(1).input(0)).isEqualTo(graph.nodes().get(0).output(0));
        assertThat(graph.nodes()).extracting(Node::name).doesNotHaveDuplicates();
        assertThat(graph.outputs().get(0).name()).isEqualTo(graph.nodes().get(1).output(0));
    }

    @Test
    void givesEachOutputOfANodeItsName() {
        Graph graph = GraphBuilder.graph("g", g -> {
            String x = g.input("x", ElementType.FLOAT, 4);
            List<String> halves = g.op(OpId.of("Split"), 2, List.of(x));
            g.output(g.op("Add", halves), ElementType.FLOAT, 2);
        });

        assertThat(graph.nodes().get(0).outputs()).hasSize(2).doesNotHaveDuplicates();
        assertThat(graph.nodes().get(1).inputs()).isEqualTo(graph.nodes().get(0).outputs());
    }

    @Test
    void madeUpNamesKeepClearOfGivenOnes() {
        Graph graph = GraphBuilder.graph("g", g -> {
            String x = g.input("Relu_1_output_0", ElementType.FLOAT, 4);
            g.output(g.op("Relu", List.of(x)), ElementType.FLOAT, 4);
        });

        assertThat(graph.nodes().get(0).output(0)).isNotEqualTo("Relu_1_output_0");
    }

    @Test
    void refusesANameThatIsTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphBuilder.graph("g", g -> {
                    g.input("x", ElementType.FLOAT, 1);
                    g.initializer(Tensor.ofLongs("x", 1));
                }))
                .withMessage("value 'x' is defined twice, wanted a name for each value");
    }

    // The released pairs of https://github.com/onnx/onnx/blob/main/docs/Versioning.md
    @ParameterizedTest
    @CsvSource({"7,3", "8,3", "9,4", "12,7", "14,7", "15,8", "18,8", "20,9", "22,10", "23,11", "24,12", "27,13", "28,14"
    })
    void writesTheFileFormatVersionThatCameWithTheOperatorSet(long opset, long irVersion) {
        assertThat(GraphBuilder.model(opset, g -> {}).irVersion()).isEqualTo(irVersion);
    }
}
