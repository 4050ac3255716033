package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/** Deep, wide and enormous: inference neither runs out of stack nor lets expressions grow with the graph. */
@Timeout(120)
class LargeGraphsTest {
    private static final int NODES = 10_000;

    /** A dimension of this length has not grown with the graph. */
    private static final int MAX_TEXT = 2_000;

    /** {@code [n, m, 8]} through a chain of nodes. */
    private static Model chain(int count, BiFunction<GraphBuilder, String, String> link) {
        return GraphBuilder.model(17, g -> {
            String value = g.input(new Value(
                    "x", ValueType.tensor(ElementType.FLOAT, new Shape(List.of(Dim.of("n"), Dim.of("m"), Dim.of(8))))));
            for (int i = 0; i < count; i++) {
                value = link.apply(g, value);
            }
            g.output(new Value(value, null));
        });
    }

    private static InferredTypes infer(Model model) {
        return ShapeInference.standard().infer(model);
    }

    private static Shape result(Model model) {
        return infer(model).shape(model.graph().outputs().get(0).name());
    }

    @Test
    void deepChains() {
        Model model = chain(NODES, (g, x) -> g.op("Relu", List.of(x)));
        assertThat(result(model)).hasToString("nxmx8");

        List<Node> backwards = new ArrayList<>(model.graph().nodes());
        Collections.reverse(backwards);
        assertThat(result(model.withGraph(model.graph().with(parts -> parts.nodes(backwards)))))
                .hasToString("nxmx8");
    }

    /** Else the types of a chain, written out for each value, would fill the memory. */
    @Test
    void aRankThatNoProgramHasIsNotHandedOn() {
        ValueType huge = ValueType.tensor(ElementType.FLOAT, Shape.ofRank(6_554));
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input(new Value("x", huge));
            for (int i = 0; i < 256; i++) {
                x = g.op("Relu", List.of(x));
            }
            g.output(new Value(x, null));
        });

        InferredTypes types = infer(model);

        assertThat(types.types()).containsOnlyKeys("x");
        assertThat(types.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("rank 6554, more than 1024"));
        assertThat(types.annotate(model).graph().valueInfo()).isEmpty();
    }

    @Test
    void wideFans() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", ElementType.FLOAT, 2, 3);
            List<String> fan = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                fan.add(g.op("Relu", List.of(x)));
            }
            g.output(new Value(g.op("Concat", fan, Attribute.of("axis", 0)), null));
            g.output(new Value(g.op("Sum", fan), null));
        });
        InferredTypes types = infer(model);
        assertThat(types.shape(model.graph().outputs().get(0).name())).isEqualTo(Shape.of(2L * NODES, 3));
        assertThat(types.shape(model.graph().outputs().get(1).name())).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void manyNamesInOneSum() {
        Model model = GraphBuilder.model(17, g -> {
            List<String> inputs = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                inputs.add(g.input(new Value(
                        "x" + i, ValueType.tensor(ElementType.FLOAT, new Shape(List.of(Dim.of("n" + i), Dim.of(3)))))));
            }
            g.output(new Value(g.op("Concat", inputs, Attribute.of("axis", 0)), null));
        });
        assertThat(result(model)).hasToString("?x3");
    }

    /** Each doubles, squares or nests what came before, so that an expression written out would have 2^10000 parts. */
    @ParameterizedTest
    @ValueSource(strings = {"double", "square", "cut", "pool", "clamp"})
    void expressionsStaySmall(String kind) {
        Model model = chain(NODES, (g, x) -> link(g, x, kind));
        Shape shape = result(model);
        assertThat(shape).isNotNull();
        assertThat(shape.toString().length()).isLessThan(MAX_TEXT);
        SymbolicTensor content =
                infer(model).value(model.graph().outputs().get(0).name());
        assertThat(String.valueOf(content).length()).isLessThan(MAX_TEXT);
    }

    private static String link(GraphBuilder g, String x, String kind) {
        return switch (kind) {
            case "double" -> g.op("Concat", List.of(x, x), Attribute.of("axis", 0));
            case "square" -> {
                String shape = x.equals("x") ? g.op("Shape", List.of(x)) : x;
                yield g.op("Mul", List.of(shape, shape));
            }
            case "cut" ->
                g.op("Slice", List.of(x, constant(g, 1), constant(g, Long.MAX_VALUE), constant(g, 0), constant(g, 3)));
            case "pool" ->
                g.op("MaxPool", List.of(x), Attribute.ofInts("kernel_shape", 3), Attribute.ofInts("strides", 2));
            default -> {
                String shape = x.equals("x") ? g.op("Shape", List.of(x)) : x;
                String turned = g.op("Gather", List.of(shape, g.initializer(Tensor.ofLongs(x + "_i", 2, 0, 1))));
                yield g.op("Max", List.of(shape, turned));
            }
        };
    }

    private static String constant(GraphBuilder g, long value) {
        return g.op("Constant", List.of(), Attribute.ofInts("value_ints", value));
    }

    @Test
    void extentsThatNoNumberHoldsAreReported() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", ElementType.FLOAT, Long.MAX_VALUE, 3);
            g.output(new Value(g.op("Concat", List.of(x, x), Attribute.of("axis", 0)), null));
            g.output(new Value(g.op("Relu", List.of(x)), null));
        });
        InferredTypes types = infer(model);
        assertThat(types.problems())
                .hasSize(1)
                .allMatch(problem -> problem.message().contains("too large"));
        assertThat(types.shape(model.graph().outputs().get(1).name())).isEqualTo(Shape.of(Long.MAX_VALUE, 3));
    }

    @Test
    void longSequencesAreNotFollowedForEver() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", ElementType.FLOAT, 2, 3);
            String sequence = g.op("SequenceEmpty", List.of());
            for (int i = 0; i < NODES; i++) {
                sequence = g.op("SequenceInsert", List.of(sequence, x));
            }
            g.output(new Value(g.op("SequenceAt", List.of(sequence, constant(g, 5))), null));
            g.output(new Value(g.op("SequenceLength", List.of(sequence)), null));
        });
        InferredTypes types = infer(model);
        assertThat(types.shape(model.graph().outputs().get(0).name())).isEqualTo(Shape.of(2, 3));
        assertThat(types.value(model.graph().outputs().get(1).name())).isNull();
    }
}
