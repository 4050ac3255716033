package org.onnxnet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologicalOrderTest {
    @Test
    void keepsTheFilesOrderWhereItIsOne() {
        Graph graph = graph(node("b", "x", "y"), node("a", "x", "z"), node("c", "y", "w"));

        assertThat(TopologicalOrder.isSorted(graph)).isTrue();
        assertThat(TopologicalOrder.of(graph)).isSameAs(graph.nodes());
    }

    @Test
    void movesNodesBehindWhatTheyRead() {
        Node last = node("last", "b", "c");
        Node middle = node("middle", "a", "b");
        Node first = node("first", "x", "a");
        Graph graph = graph(last, middle, first);

        assertThat(TopologicalOrder.isSorted(graph)).isFalse();
        assertThat(TopologicalOrder.of(graph)).containsExactly(first, middle, last);
    }

    @Test
    void countsWhatSubgraphsRead() {
        Graph body = GraphBuilder.graph("body", g -> g.output(Value.tensor("late", ElementType.FLOAT)));
        Node branch = new Node(
                "if",
                OpId.of("If"),
                List.of("condition"),
                List.of("y"),
                List.of(Attribute.of("then_branch", body), Attribute.of("else_branch", body)));
        Node producer = node("producer", "x", "late");

        assertThat(TopologicalOrder.of(graph(branch, producer))).containsExactly(producer, branch);
    }

    @Test
    void showsACircle() {
        Graph graph = graph(node("in", "x", "a"), node("one", "c", "b"), node("two", "b", "c"), node("out", "c", "y"));

        assertThat(TopologicalOrder.cycle(graph).stream().map(Node::name)).containsExactlyInAnyOrder("one", "two");
        assertThatThrownBy(() -> TopologicalOrder.of(graph))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("in a circle: 'two' (Relu) -> 'one' (Relu) -> 'two' (Relu);");
    }

    @Test
    void aNodeThatReadsItselfIsACircle() {
        Graph graph = graph(node("self", "a", "a"));

        assertThat(TopologicalOrder.cycle(graph)).hasSize(1);
    }

    @Test
    void longChainsDoNotOverflow() {
        List<Node> chain = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            chain.add(node("n" + i, "v" + i, "v" + (i + 1)));
        }
        List<Node> reversed = new ArrayList<>(chain);
        Collections.reverse(reversed);
        Graph graph = Graph.of(parts -> parts.nodes(reversed));
        chain.set(0, node("n0", "v20000", "v1"));
        Graph circle = Graph.of(parts -> parts.nodes(chain));

        assertThat(TopologicalOrder.of(graph)).hasSize(20_000).startsWith(node("n0", "v0", "v1"));
        assertThat(TopologicalOrder.cycle(circle)).hasSize(20_000);
        assertThat(TopologicalOrder.describe(TopologicalOrder.cycle(circle))).contains("... 19996 more ...");
    }

    private static Node node(String name, String input, String output) {
        return new Node(name, OpId.of("Relu"), List.of(input), List.of(output), List.of());
    }

    private static Graph graph(Node... nodes) {
        return Graph.of(parts -> parts.name("g")
                .nodes(List.of(nodes))
                .inputs(List.of(Value.tensor("x", ElementType.FLOAT, 1), Value.tensor("condition", ElementType.BOOL))));
    }
}
