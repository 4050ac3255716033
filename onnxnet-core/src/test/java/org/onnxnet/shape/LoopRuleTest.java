package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class LoopRuleTest {
    /** A body of iteration "i", condition "c" and one state "s", that passes the condition on. */
    private static Attribute body(Consumer<GraphBuilder> results) {
        return body("c", results);
    }

    private static Attribute body(String condition, Consumer<GraphBuilder> results) {
        Graph graph = GraphBuilder.graph("body", g -> {
            g.input("i", ElementType.INT64);
            g.input("c", ElementType.BOOL);
            g.input(new Value("s", null));
            g.output(new Value(g.op("Identity", List.of(condition)), null));
            results.accept(g);
        });
        return Attribute.of("body", graph);
    }

    private static void output(GraphBuilder g, String name) {
        g.output(new Value(name, null));
    }

    /** The state keeps its type, and each iteration gives it as a slice. */
    private static Attribute keeping() {
        return body(g -> {
            output(g, g.op("Relu", List.of("s")));
            output(g, g.op("Identity", List.of("s")));
        });
    }

    /** The state gets two rows more in each iteration. */
    private static Attribute growing() {
        return body(g -> {
            String rows = g.initializer(Tensor.ofFloats("rows", NodeCase.shape("2 3"), new float[6]));
            output(g, g.op("Concat", List.of("s", rows), Attribute.of("axis", 0)));
        });
    }

    @Test
    void aStateThatKeepsItsTypeIsKnown() {
        NodeCase loop = NodeCase.of("Loop", 13)
                .input(ElementType.INT64, "")
                .scalar(1)
                .floats("2 n")
                .with(keeping())
                .outputs(2);
        assertThat(loop.types()).containsExactly("FLOAT[2xn]", "FLOAT[?x2xn]");
        assertThat(loop.plainTypes()).containsExactly("FLOAT[...]", "FLOAT[...]");
    }

    @Test
    void slicesAreAsManyAsIterations() {
        assertThat(NodeCase.of("Loop", 11)
                        .scalar(1000)
                        .omitted()
                        .floats("2 n")
                        .with(keeping())
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[2xn]", "FLOAT[1000x2xn]");
        assertThat(NodeCase.of("Loop", 11)
                        .dims("trips")
                        .omitted()
                        .floats("2 n")
                        .with(keeping())
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[2xn]", "FLOAT[tripsx2xn]");
    }

    @Test
    void aShortLoopIsFollowed() {
        assertThat(NodeCase.of("Loop", 13)
                        .scalar(3)
                        .scalar(1)
                        .floats("1 3")
                        .with(growing())
                        .types())
                .containsExactly("FLOAT[7x3]");
        assertThat(NodeCase.of("Loop", 13)
                        .scalar(0)
                        .scalar(1)
                        .floats("1 3")
                        .with(growing())
                        .types())
                .containsExactly("FLOAT[1x3]");
    }

    @Test
    void ofALongLoopOnlyWhatAlwaysHoldsIsKnown() {
        assertThat(NodeCase.of("Loop", 13)
                        .scalar(1_000_000)
                        .scalar(1)
                        .floats("1 3")
                        .with(growing())
                        .types())
                .containsExactly("FLOAT[?x3]");
        assertThat(NodeCase.of("Loop", 13)
                        .input(ElementType.INT64, "")
                        .scalar(1)
                        .floats("1 3")
                        .with(growing())
                        .types())
                .containsExactly("FLOAT[?x3]");
    }

    @Test
    void contentsAreFollowedToo() {
        Attribute counting = body(g -> {
            output(g, g.op("Add", List.of("s", "i")));
            output(g, g.op("Identity", List.of("s")));
        });
        NodeTypes found = NodeCase.of("Loop", 13)
                .scalar(4)
                .scalar(1)
                .scalar(10)
                .with(counting)
                .outputs(2)
                .infer();
        assertThat(found.value(0).toLongs()).containsExactly(16);
        assertThat(found.value(1).toLongs()).containsExactly(10, 10, 11, 13);
    }

    @Test
    void aConditionEndsALoopWithoutLimit() {
        Attribute until = body("less", g -> {
            String more = g.op("Less", List.of("s", g.initializer(Tensor.ofLongs("five", NodeCase.shape(""), 5))));
            g.node(new org.onnxnet.graph.Node("", OpId.of("Identity"), List.of(more), List.of("less"), List.of()));
            output(g, g.op("Add", List.of("s", g.initializer(Tensor.ofLongs("two", NodeCase.shape(""), 2)))));
            output(g, "s");
        });
        assertThat(NodeCase.of("Loop", 13)
                        .omitted()
                        .scalar(1)
                        .scalar(0)
                        .with(until)
                        .outputs(2)
                        .types())
                .containsExactly("INT64[]", "INT64[4]");
    }

    @Test
    void aConditionThatIsNotKnownLeavesTheNumberOfIterationsOpen() {
        Attribute data = body("outer", g -> {
            output(g, "s");
            output(g, "s");
        });
        assertThat(NodeCase.of("Loop", 13)
                        .scalar(1)
                        .input(ElementType.BOOL, "")
                        .floats("2")
                        .with(data)
                        .outputs(2)
                        .types())
                .containsExactly("FLOAT[2]", "FLOAT[?x2]");
    }

    @Test
    void loopsInLoopsTakeBoundedTime() {
        Attribute body = growing();
        for (int depth = 0; depth < 12; depth++) {
            Attribute inner = body;
            body = body(g -> output(
                    g,
                    g.op(
                            "Loop",
                            List.of(
                                    g.initializer(Tensor.ofLongs("limit", NodeCase.shape(""), 60)),
                                    g.initializer(new Tensor(
                                            "go",
                                            ElementType.BOOL,
                                            NodeCase.shape(""),
                                            new org.onnxnet.graph.TensorData.Encoded(
                                                    org.onnxnet.graph.TensorData.Layout.RAW,
                                                    org.onnxnet.graph.Bytes.wrap(new byte[] {1})))),
                                    "s"),
                            inner)));
        }
        assertThat(NodeCase.of("Loop", 13)
                        .scalar(60)
                        .scalar(1)
                        .floats("1 3")
                        .with(body)
                        .types())
                .hasSize(1);
    }

    @Test
    void aLoopNeedsABody() {
        assertThat(NodeCase.of("Loop", 13).scalar(1).scalar(1).floats("2").problem())
                .contains("body is missing");
    }
}
