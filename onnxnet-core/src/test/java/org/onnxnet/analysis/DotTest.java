package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class DotTest {
    @Test
    void drawsInputsNodesOutputsAndShapes() {
        Model model = GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 1, 3, 8, 8);
            g.input("w", ElementType.FLOAT, 4, 3, 1, 1);
            g.initializer(Tensor.ofFloats("half", Shape.SCALAR, 0.5f));
            String y = g.op("Mul", List.of(g.op("Conv", List.of("x", "w")), "half"));
            g.output(y, ElementType.FLOAT, 1, 4, 8, 8);
        });
        assertThat(Dot.of(model)).isEqualTo("""
                        digraph "main_graph" {
                          node [shape=box, fontname="sans-serif"];
                          edge [fontname="sans-serif", fontsize=10];
                          n0 [label="x", shape=oval];
                          n1 [label="Conv\\n4x3x1x1", tooltip="Conv_1"];
                          n2 [label="Mul\\nscalar", tooltip="Mul_1"];
                          n3 [label="Mul_1_output_0", shape=oval];
                          n0 -> n1 [label="1x3x8x8"];
                          n1 -> n2 [label="1x4x8x8"];
                          n2 -> n3 [label="1x4x8x8"];
                        }
                        """);
        assertThat(Dot.of(model.graph()))
                .as("the value between is not declared")
                .contains("n1 -> n2 [label=\"?\"]");
    }

    @Test
    void nestedGraphsAreClustersThatSeeOuterValues() {
        Graph branch = GraphBuilder.graph("b", g -> g.output(g.op("Relu", List.of("x")), ElementType.FLOAT, 3));
        Graph graph = GraphBuilder.graph("g", g -> {
            g.input("x", ElementType.FLOAT, 3);
            g.input("chosen", ElementType.BOOL);
            g.node(new Node(
                    "fork",
                    OpId.of("If"),
                    List.of("chosen"),
                    List.of("y"),
                    List.of(Attribute.of("then_branch", branch), Attribute.of("else_branch", branch))));
            g.output("y", ElementType.FLOAT, 3);
        });
        String dot = Dot.of(graph);
        assertThat(dot)
                .contains("subgraph cluster0 {", "label=\"If fork: then_branch\";")
                .contains("subgraph cluster1 {", "label=\"If fork: else_branch\";")
                .contains("n0 -> n3 [label=\"3\"];", "n0 -> n5 [label=\"3\"];");
        assertThat(dot.indexOf("->")).as("edges stand outside the clusters").isGreaterThan(dot.lastIndexOf("\n  }"));
        assertThat(isDot(dot)).isTrue();
    }

    @Property(tries = 300)
    void anyTextMayStandInNames(@ForAll String graphName, @ForAll String value, @ForAll String node) {
        Graph graph = GraphBuilder.graph(graphName, g -> {
            String x = g.input("x" + value, ElementType.FLOAT, 3);
            g.node(new Node(node, new OpId(node, value), List.of(x), List.of("y\\\"" + value), List.of()));
            g.output("y\\\"" + value, ElementType.FLOAT, 3);
        });
        assertThat(isDot(Dot.of(graph))).isTrue();
    }

    @Test
    void specialCharactersShowAsTheyAre() {
        Graph graph = GraphBuilder.graph("", g -> {
            String x = g.input("a\"b\\n&lt;\nc\u0001", ElementType.FLOAT, 3);
            g.output(g.op("Relu", List.of(x)), ElementType.FLOAT, 3);
        });
        assertThat(Dot.of(graph)).contains("n0 [label=\"a\\\"b\\\\n&amp;lt;\\nc \", shape=oval]");
    }

    @Test
    void aValueThatNothingDefinesHasNoEdge() {
        Graph graph = GraphBuilder.graph("g", g -> g.output(new Value("nowhere", null)));
        assertThat(Dot.of(graph)).doesNotContain("->");
    }

    /** Whether a text is made of the statements of the DOT grammar that a drawing needs, with closed quotes and braces. */
    private static boolean isDot(String text) {
        String bare = text.replaceAll("(?s)\"(?:[^\"\\\\]|\\\\.)*\"", "Q");
        String attributes = "\\[[a-z]+=[A-Za-z0-9]+(, ?[a-z]+=[A-Za-z0-9-]+)*\\]";
        String statement =
                "((node|edge|n\\d+|n\\d+ -> n\\d+) " + attributes + ";|label=Q;|subgraph cluster\\d+ \\{|\\})";
        return bare.matches("(?s)digraph Q \\{\\n(\\s*" + statement + "\\n)*\\}\\n".replace("*\\}\\n", "*"))
                && bare.chars().filter(c -> c == '{').count()
                        == bare.chars().filter(c -> c == '}').count();
    }
}
