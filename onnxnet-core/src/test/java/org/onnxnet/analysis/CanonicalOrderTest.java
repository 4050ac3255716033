package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;

class CanonicalOrderTest {
    private static Graph graph(Consumer<GraphBuilder> body) {
        return GraphBuilder.graph("g", body);
    }

    private static Node node(String op, List<String> inputs, String output, Attribute... attributes) {
        return new Node("", OpId.of(op), inputs, List.of(output), List.of(attributes));
    }

    private static List<String> order(Graph graph) {
        return CanonicalOrder.of(graph).nodes().stream()
                .map(node -> node.op().type())
                .toList();
    }

    private static Graph shuffled(Graph graph, long seed) {
        List<Node> nodes = new ArrayList<>(graph.nodes());
        Collections.shuffle(nodes, new Random(seed));
        return graph.with(parts -> parts.nodes(nodes));
    }

    @Test
    void goesDepthFirstFromTheOutputsByInputSlot() {
        Graph graph = graph(g -> {
            g.input("x", FLOAT, 4);
            g.node(node("Tanh", List.of("x"), "c"));
            g.node(node("Neg", List.of("x"), "b"));
            g.node(node("Relu", List.of("x"), "a"));
            g.node(node("Abs", List.of("a"), "d"));
            g.node(node("Add", List.of("d", "b"), "y"));
            g.node(node("Mul", List.of("c", "y"), "z"));
            g.output("y", FLOAT, 4);
            g.output("z", FLOAT, 4);
        });

        assertThat(order(graph)).containsExactly("Relu", "Abs", "Neg", "Add", "Tanh", "Mul");
        assertThat(CanonicalOrder.of(graph).liveCount()).isEqualTo(6);
    }

    @Test
    void doesNotLookAtFileOrder() {
        Graph graph = graph(g -> {
            g.input("x", FLOAT, 4);
            g.node(node("Relu", List.of("x"), "a"));
            g.node(node("Tanh", List.of("a"), "b"));
            g.node(node("Add", List.of("a", "b"), "y"));
            g.output("y", FLOAT, 4);
        });
        for (int seed = 0; seed < 10; seed++) {
            assertThat(order(shuffled(graph, seed))).containsExactly("Relu", "Tanh", "Add");
        }
    }

    @Test
    void deadNodesFollowInAnOrderOfTheirOwn() {
        Graph graph = graph(g -> {
            g.input("x", FLOAT, 4);
            g.node(node("Relu", List.of("x"), "y"));
            g.node(node("Tanh", List.of("x"), "p"));
            g.node(node("Neg", List.of("p"), "q"));
            g.node(node("Abs", List.of("p"), "r"));
            g.node(node("Exp", List.of("y"), "s"));
            g.output("y", FLOAT, 4);
        });
        List<String> order = order(graph);

        assertThat(order).startsWith("Relu").hasSize(5);
        assertThat(order.indexOf("Tanh")).isLessThan(Math.min(order.indexOf("Neg"), order.indexOf("Abs")));
        assertThat(CanonicalOrder.of(graph).liveCount()).isEqualTo(1);
        for (int seed = 0; seed < 10; seed++) {
            assertThat(order(shuffled(graph, seed))).isEqualTo(order);
        }
    }

    @Test
    void deadNodesOfBodiesCountToo() {
        Graph body = graph(g -> {
            g.node(node("Neg", List.of("x"), "n"));
            g.node(node("Abs", List.of("n"), "nobody reads it"));
            g.output("n", FLOAT, 4);
        });
        Graph graph = graph(g -> {
            g.input("x", FLOAT, 4);
            g.input("condition", ElementType.BOOL);
            Attribute[] branches = {Attribute.of("then_branch", body), Attribute.of("else_branch", body)};
            g.node(node("If", List.of("condition"), "y", branches));
            g.node(node("Tanh", List.of("y"), "nor this"));
            g.output("y", FLOAT, 4);
        });
        assertThat(CanonicalOrder.of(graph).deadCount()).isEqualTo(3);
        assertThat(CanonicalOrder.of(body).deadCount()).isEqualTo(1);
    }

    /** Two of three like dead nodes share what they read: only that tells them apart. */
    @Test
    void deadNodesAreToldApartByWhatTheyShare() {
        Graph graph = graph(g -> {
            g.input("x", FLOAT, 4);
            g.node(node("Identity", List.of("x"), "y"));
            g.node(node("Relu", List.of("x"), "a"));
            g.node(node("Relu", List.of("x"), "b"));
            g.node(node("Neg", List.of("a"), "p"));
            g.node(node("Neg", List.of("a"), "q"));
            g.node(node("Neg", List.of("b"), "r"));
            g.output("y", FLOAT, 4);
        });
        for (int seed = 0; seed < 20; seed++) {
            assertThat(order(shuffled(graph, seed))).isEqualTo(order(graph));
        }
    }

    /** Like pairs: which of them comes first is free, but then the others must keep to it. */
    @Test
    void likeDeadNodesKeepToTheOrderOfThoseBefore() {
        Graph graph = graph(g -> {
            g.input("x", FLOAT, 4);
            g.node(node("Identity", List.of("x"), "y"));
            for (String side : List.of("1", "2")) {
                g.node(node("Relu", List.of("x"), "a" + side));
                g.node(node("Neg", List.of("a" + side), "b" + side));
                g.node(node("Abs", List.of("a" + side), "c" + side));
            }
            g.output("y", FLOAT, 4);
        });
        for (int seed = 0; seed < 20; seed++) {
            assertThat(wiring(shuffled(graph, seed))).isEqualTo(wiring(graph));
        }
    }

    /** Operators in order, each with the place of the node it reads. */
    private static List<String> wiring(Graph graph) {
        List<Node> nodes = CanonicalOrder.of(graph).nodes();
        return nodes.stream()
                .map(node -> node.op().type() + " " + nodes.indexOf(graph.producerOf(node.input(0))))
                .toList();
    }

    @Test
    void whatABodyCapturesComesBeforeItsNode() {
        Graph thenBranch = graph(g -> {
            g.node(node("Neg", List.of("b"), "n"));
            g.output("n", FLOAT, 4);
        });
        Graph elseBranch = graph(g -> {
            g.node(node("Neg", List.of("a"), "n"));
            g.output("n", FLOAT, 4);
        });
        Graph graph = graph(g -> {
            g.input("x", FLOAT, 4);
            g.input("c", BOOL);
            g.node(node(
                    "If",
                    List.of("c"),
                    "y",
                    Attribute.of("then_branch", thenBranch),
                    Attribute.of("else_branch", elseBranch)));
            g.node(node("Tanh", List.of("x"), "b"));
            g.node(node("Relu", List.of("x"), "a"));
            g.output("y", FLOAT, 4);
        });

        assertThat(order(graph)).as("else before then, by name").containsExactly("Relu", "Tanh", "If");
    }

    @Test
    void deepChainsNeedNoStack() {
        Graph graph = graph(g -> {
            String value = g.input("x", FLOAT, 4);
            for (int i = 0; i < 50_000; i++) {
                value = g.op("Relu", List.of(value));
            }
            g.output(value, FLOAT, 4);
        });
        assertThat(CanonicalOrder.of(graph).indices()).hasSize(50_000).isSorted();

        Graph dead = graph.with(parts -> parts.outputs(List.of()));
        assertThat(CanonicalOrder.of(dead).indices()).hasSize(50_000).isSorted();
    }

    @Test
    void aCycleIsAnErrorThatNamesANode() {
        Graph live = graph(g -> {
            g.node(node("Relu", List.of("b"), "a"));
            g.node(node("Tanh", List.of("a"), "b"));
            g.output("a", FLOAT, 4);
        });
        Graph dead = live.with(parts -> parts.outputs(List.of()));

        for (Graph graph : List.of(live, dead)) {
            assertThatExceptionOfType(InvalidModelException.class)
                    .isThrownBy(() -> CanonicalOrder.of(graph))
                    .withMessageContaining("cycle")
                    .withMessageContaining("Relu(b) -> a");
        }
    }

    @Test
    void sortsTheBodiesOfNodesToo() {
        Graph body = GraphBuilder.graph("then", g -> {
            g.node(node("Relu", List.of("x"), "a"));
            g.node(node("Neg", List.of("x"), "b"));
            g.node(node("Add", List.of("b", "a"), "c"));
            g.output("c", FLOAT, 4);
        });
        Graph graph = graph(g -> {
            g.input("x", FLOAT, 4);
            g.input("condition", BOOL);
            Attribute[] branches = {Attribute.of("then_branch", body), Attribute.of("else_branch", body)};
            g.node(node("If", List.of("condition"), "y", branches));
            g.output("y", FLOAT, 4);
        });

        Graph sorted = CanonicalOrder.sort(graph);

        assertThat(sorted.nestedGraphs())
                .hasSize(2)
                .allSatisfy(branch -> assertThat(order(branch)).containsExactly("Neg", "Relu", "Add"))
                .allSatisfy(
                        branch -> assertThat(branch.nodes().get(0).op().type()).isEqualTo("Neg"));
        assertThat(CanonicalOrder.sort(sorted)).isSameAs(sorted);
    }
}
