package org.onnxnet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final Node RELU = node("Relu", List.of("x"), "r");
    private static final Node SQUARE = node("Mul", List.of("r", "r"), "s");
    private static final Node SUM = node("Add", List.of("r", "s"), "y");

    private final Graph graph = Graph.of(parts -> parts.name("g")
            .nodes(List.of(RELU, SQUARE, SUM))
            .inputs(List.of(Value.tensor("x", ElementType.FLOAT, 2)))
            .outputs(List.of(Value.tensor("y", ElementType.FLOAT, 2)))
            .initializers(List.of(Tensor.ofLongs("unused", 1))));

    @Test
    void knowsWhoWritesAndWhoReadsAValue() {
        assertThat(graph.producerOf("r")).isSameAs(RELU);
        assertThat(graph.producerOf("x")).isNull();
        assertThat(graph.producerOf("nowhere")).isNull();
        assertThat(graph.consumersOf("r")).containsExactly(SQUARE, SUM);
        assertThat(graph.consumersOf("unused")).isEmpty();
    }

    @Test
    void countsEverySlotAndOutputAsAUse() {
        assertThat(graph.useCount("r")).isEqualTo(3);
        assertThat(graph.useCount("y")).isEqualTo(1);
        assertThat(graph.useCount("unused")).isZero();
    }

    @Test
    void aSoleConsumerReadsTheValueOnceAndNobodyElseDoes() {
        assertThat(graph.soleConsumerOf("x")).isSameAs(RELU);
        assertThat(graph.soleConsumerOf("s")).isSameAs(SUM);
        assertThat(graph.soleConsumerOf("r")).as("read in three slots").isNull();
        assertThat(graph.soleConsumerOf("y")).as("an output of the graph").isNull();
    }

    @Test
    void aReadInsideASubgraphCountsForTheNodeThatHoldsIt() {
        Graph body = GraphBuilder.graph("body", g -> {
            String inner = g.op("Neg", List.of("r"));
            g.output(g.op("Add", List.of(inner, "x")), ElementType.FLOAT, 2);
        });
        Node branch =
                new Node("if", OpId.of("If"), List.of("c"), List.of("y"), List.of(Attribute.of("then_branch", body)));
        Graph outer = graph.with(parts -> parts.nodes(List.of(RELU, branch)));

        assertThat(body.capturedValues()).containsExactly("r", "x");
        assertThat(outer.consumersOf("r")).containsExactly(branch);
        assertThat(outer.consumersOf("x")).containsExactly(RELU, branch);
        assertThat(outer.soleConsumerOf("r")).as("captured").isNull();
        assertThat(outer.nestedGraphs()).containsExactly(body);
    }

    @Test
    void anInitializerThatIsAlsoAnInputIsNoConstant() {
        Tensor weight = Tensor.ofFloats("w", Shape.of(1), 2f);
        Graph overridable = Graph.of(parts -> parts.initializers(List.of(weight, weight.withName("v")))
                .inputs(List.of(Value.tensor("w", ElementType.FLOAT, 1))));

        assertThat(overridable.initializer("w")).isEqualTo(weight);
        assertThat(overridable.constant("w")).isNull();
        assertThat(overridable.constant("v")).isNotNull();
    }

    @Test
    void findsTheDeclaredTypeOfAnyValue() {
        Graph declared = graph.with(parts -> parts.valueInfo(List.of(Value.tensor("r", ElementType.FLOAT, 2))));

        assertThat(declared.declaredType("x")).isEqualTo(ValueType.tensor(ElementType.FLOAT, 2));
        assertThat(declared.declaredType("r")).isEqualTo(ValueType.tensor(ElementType.FLOAT, 2));
        assertThat(declared.declaredType("unused")).isEqualTo(ValueType.tensor(ElementType.INT64, 1));
        assertThat(declared.declaredType("s")).isNull();
    }

    @Test
    void graphsWithEqualPartsAreEqual() {
        Graph same = graph.with(parts -> parts);

        assertThat(same).isEqualTo(graph).hasSameHashCodeAs(graph);
        assertThat(graph.with(parts -> parts.doc("other"))).isNotEqualTo(graph);
        assertThat(graph).hasToString("graph 'g' (1 inputs, 1 outputs, 3 nodes, 1 initializers)");
    }

    private static Node node(String type, List<String> inputs, String output) {
        return new Node("", OpId.of(type), inputs, List.of(output), List.of());
    }

    @Test
    void nodesPrintTheFirstOfManyInputs() {
        Node node = new Node("", OpId.of("Sum"), Collections.nCopies(1000, "x"), List.of("y"), List.of());
        assertThat(node.toString()).startsWith("Sum(x, x, ").endsWith("x, ... (1000)) -> y");
    }
}
