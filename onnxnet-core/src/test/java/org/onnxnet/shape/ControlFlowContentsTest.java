package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/** Sequences and optional values through branches and loops. */
class ControlFlowContentsTest {
    private static final ValueType BOOL = ValueType.tensor(ElementType.BOOL, Shape.SCALAR);

    /** Appends {@code [2, 3]} to the sequence it carries. */
    private static final Graph APPENDING = GraphBuilder.graph("body", g -> {
        g.input(new Value("i", ValueType.tensor(ElementType.INT64, Shape.SCALAR)));
        g.input(new Value("goes_on", BOOL));
        g.input(new Value("list", null));
        g.output(new Value(g.op("Identity", List.of("goes_on")), null));
        g.output(new Value(g.op("SequenceInsert", List.of("list", "x")), null));
    });

    private static InferredTypes loop(boolean limitKnown) {
        return ShapeInference.standard().infer(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            String limit = limitKnown
                    ? g.initializer(Tensor.ofLongs("limit", Shape.SCALAR, 4))
                    : g.input(new Value("limit", ValueType.tensor(ElementType.INT64, Shape.SCALAR)));
            String empty = g.op("SequenceEmpty", List.of());
            String list = g.op("Loop", List.of(limit, "", empty), Attribute.of("body", APPENDING));
            g.node(new Node(
                    "", OpId.of("ConcatFromSequence"), List.of(list), List.of("y"), List.of(Attribute.of("axis", 0))));
            g.output(new Value("y", null));
        }));
    }

    @Test
    void aLoopThatCollectsIsFollowed() {
        assertThat(loop(true).shape("y")).isEqualTo(Shape.of(8, 3));
    }

    /** An empty list says nothing of its elements, so that they have the shape of those that are added. */
    @Test
    void aLoopOfUnknownLengthCollectsElementsOfOneShape() {
        assertThat(loop(false).shape("y")).isEqualTo(NodeCase.shape("? 3"));
    }

    private static InferredTypes branch(String then, String otherwise) {
        Graph yes = GraphBuilder.graph("yes", g -> g.output(new Value(list(g, then), null)));
        Graph no = GraphBuilder.graph("no", g -> g.output(new Value(list(g, otherwise), null)));
        return ShapeInference.standard().infer(GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            g.input("z", ElementType.FLOAT, 4, 3);
            g.input(new Value("c", BOOL));
            String list = g.op("If", List.of("c"), Attribute.of("then_branch", yes), Attribute.of("else_branch", no));
            g.node(new Node(
                    "",
                    OpId.of("SequenceAt"),
                    List.of(list, g.initializer(Tensor.ofLongs("at", Shape.SCALAR, 0))),
                    List.of("y"),
                    List.of()));
            g.node(new Node("", OpId.of("SequenceLength"), List.of(list), List.of("n"), List.of()));
            g.output(new Value("y", null));
            g.output(new Value("n", null));
        }));
    }

    private static String list(GraphBuilder g, String elements) {
        return elements.isEmpty()
                ? g.op("SequenceEmpty", List.of())
                : g.op("SequenceConstruct", List.of(elements.split(" ")));
    }

    @Test
    void branchesKeepWhatTheyAgreeIn() {
        assertThat(branch("x x", "x z").shape("y")).isEqualTo(Shape.of(2, 3));
        assertThat(branch("x x", "x z").value("n")).hasToString("INT64[]{2}");
        assertThat(branch("x", "z").shape("y")).isEqualTo(NodeCase.shape("? 3"));
        assertThat(branch("x x", "x").value("n")).isNull();
        assertThat(branch("", "x").shape("y")).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void whatAnOptionalHoldsDecidesABranch() {
        Graph yes = GraphBuilder.graph("yes", g -> g.output(new Value(g.op("OptionalGetElement", List.of("o")), null)));
        Graph no = GraphBuilder.graph("no", g -> g.output(new Value(g.op("Identity", List.of("z")), null)));
        InferredTypes types = ShapeInference.standard().infer(GraphBuilder.model(18, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            g.input("z", ElementType.FLOAT, 4, 3);
            g.node(new Node("", OpId.of("Optional"), List.of("x"), List.of("o"), List.of()));
            String there = g.op("OptionalHasElement", List.of("o"));
            g.node(new Node(
                    "",
                    OpId.of("If"),
                    List.of(there),
                    List.of("y"),
                    List.of(Attribute.of("then_branch", yes), Attribute.of("else_branch", no))));
            g.output(new Value("y", null));
        }));
        assertThat(types.shape("y")).isEqualTo(Shape.of(2, 3));
    }
}
