package org.onnxnet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.check.CheckedModels.body;
import static org.onnxnet.check.CheckedModels.branch;
import static org.onnxnet.check.CheckedModels.model;
import static org.onnxnet.check.CheckedModels.node;
import static org.onnxnet.check.CheckedModels.problems;
import static org.onnxnet.check.CheckedModels.texts;
import static org.onnxnet.check.CheckedModels.x;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/** Values and nodes of graphs, one inside another: what is read is defined, once, and before it is read. */
class GraphCheckTest {
    @Test
    void missingValue() {
        assertThat(problems(g -> g.node(node("relu", "Relu", List.of("nowhere"), "y"))))
                .containsExactly(
                        "error: node 'relu' (Relu): reads 'nowhere' in slot 0, which nothing defines; wanted an"
                                + " input, an initializer or the output of a node");
    }

    @Test
    void missingValueInASubgraph() {
        assertThat(problems(g -> {
                    g.node(branch("if", body("x", "t"), body("nowhere", "e")));
                    g.node(node("relu", "Relu", List.of("if_out"), "y"));
                }))
                .containsExactly(
                        "error: node 'if' (If), else_branch: node 0 (Relu): reads 'nowhere' in slot 0, which nothing"
                                + " defines; wanted an input, an initializer or the output of a node");
    }

    @Test
    void valuesOfASubgraphAreNotSeenOutside() {
        assertThat(problems(g -> {
                    g.node(branch("if", body("x", "inner"), body("x", "inner")));
                    g.node(node("relu", "Relu", List.of("inner"), "y"));
                }))
                .hasSize(1)
                .allMatch(text -> text.startsWith("error: node 'relu' (Relu): reads 'inner'"));
    }

    @Test
    void unknownOutput() {
        assertThat(problems(g -> g.node(node("relu", "Relu", List.of("x"), "z"))))
                .containsExactly("error: graph: has the output 'y', which nothing defines; wanted one of its values");
    }

    @Test
    void duplicateValue() {
        Model model = changed(parts ->
                parts.nodes(List.of(node("a", "Relu", List.of("x"), "y"), node("b", "Relu", List.of("x"), "y"))));

        assertThat(texts(model))
                .containsExactly(
                        "error: node 'b' (Relu): defines value 'y', which is defined already; each value needs a"
                                + " name of its own");
    }

    @Test
    void valueNamedLikeAnInput() {
        Model model = changed(parts ->
                parts.nodes(List.of(node("a", "Relu", List.of("x"), "x"), node("b", "Relu", List.of("x"), "y"))));

        assertThat(texts(model))
                .contains("error: node 'a' (Relu): defines value 'x', which is defined already; each"
                        + " value needs a name of its own");
    }

    @Test
    void duplicateInputAndInitializer() {
        Tensor w = Tensor.ofFloats("w", Shape.of(1), 1);
        Model model = changed(parts -> parts.inputs(List.of(x(), x()))
                .initializers(List.of(w, w))
                .nodes(List.of(node("a", "Add", List.of("x", "w"), "y"))));

        assertThat(texts(model))
                .containsExactly(
                        "error: graph: defines input 'x' twice; each value needs a name of its own",
                        "error: graph: defines initializer 'w' twice; each value needs a name of its own");
    }

    @Test
    void circle() {
        Model model = changed(parts -> parts.nodes(List.of(
                node("a", "Add", List.of("x", "q"), "p"),
                node("b", "Relu", List.of("p"), "q"),
                node("c", "Relu", List.of("q"), "y"))));

        assertThat(texts(model))
                .containsExactly("error: graph: has nodes that read each other's results in a circle: 'b' (Relu) -> 'a'"
                        + " (Add) -> 'b' (Relu); remove one of these edges");
    }

    @Test
    void unsortedNodes() {
        Model model = changed(parts ->
                parts.nodes(List.of(node("b", "Relu", List.of("a"), "y"), node("a", "Relu", List.of("x"), "a"))));

        assertThat(texts(model))
                .containsExactly(
                        "warning: graph: has nodes that stand before what they read (1 reads, the first: node 'b'"
                                + " (Relu) reads 'a'), wanted a topological order; sort them");
    }

    @Test
    void shadowing() {
        assertThat(problems(g -> {
                    g.node(node("relu", "Relu", List.of("x"), "a"));
                    g.node(branch("if", body("x", "a"), body("x", "b")));
                    g.node(node("out", "Relu", List.of("if_out"), "y"));
                }))
                .containsExactly("warning: node 'if' (If), then_branch: node 0 (Relu): defines value 'a', which a graph"
                        + " around it has defined too; rename it");
    }

    @Test
    void outputOfASubgraphThatIsAnOuterValue() {
        Graph passing = GraphBuilder.graph("t", g -> g.output("x", FLOAT, 2));

        assertThat(problems(g -> {
                    g.node(branch("if", passing, body("x", "b")));
                    g.node(node("out", "Relu", List.of("if_out"), "y"));
                }))
                .containsExactly(
                        "warning: node 'if' (If), then_branch: has the output 'x', which only a graph around it"
                                + " defines; put an Identity between");
    }

    @Test
    void deepNestingDoesNotOverflow() {
        Graph inner = body("x", "t");
        for (int depth = 0; depth < 2_000; depth++) {
            Graph within = inner;
            inner = GraphBuilder.graph("b", g -> {
                g.node(branch("if", within, within));
                g.output("if_out", FLOAT, 2);
            });
            // Both branches hold the same graph, so the work would double at each level.
            Node only = inner.nodes().get(0);
            inner = inner.with(parts -> parts.nodes(
                    List.of(only.withAttributes(List.of(only.attributes().get(0))))));
        }
        Graph outermost = inner;

        assertThat(problems(g -> {
                    g.node(branch("top", outermost, body("x", "e")));
                    g.node(node("relu", "Relu", List.of("top_out"), "y"));
                }))
                .isNotEmpty()
                .allMatch(text -> text.startsWith("warning: ") && text.length() < 1000);
    }

    private static Model changed(UnaryOperator<Graph.Parts> change) {
        Model model = model(g -> {});
        return model.withGraph(model.graph().with(change));
    }
}
