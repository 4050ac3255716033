package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class ShapeInferenceTest {
    private static final ShapeInference STANDARD = ShapeInference.standard();
    private static final ShapeInference PLAIN = ShapeInference.withoutValuePropagation();

    private static Value image(String name) {
        return new Value(name, ValueType.tensor(ElementType.FLOAT, Probe.parse("Nx3xHxW")));
    }

    private static Node node(String op, List<String> inputs, String output, Attribute... attributes) {
        return new Node("", OpId.of(op), inputs, List.of(output), List.of(attributes));
    }

    /** {@code Reshape(x, Concat(Gather(Shape(x), 0), -1))}, as exporters flatten. */
    private static Model flattening() {
        return GraphBuilder.model(13, g -> {
            String x = g.input(image("x"));
            String zero = g.initializer(Tensor.ofLongs("zero", 0));
            String rest = g.initializer(Tensor.ofLongs("rest", -1));
            g.node(node("Shape", List.of(x), "shape"));
            g.node(node("Gather", List.of("shape", zero), "batch"));
            g.node(node("Concat", List.of("batch", rest), "target", Attribute.of("axis", 0)));
            g.node(node("Reshape", List.of(x, "target"), "y"));
            g.output(new Value("y", null));
        });
    }

    @Test
    void valuesAreFollowedThroughShapeArithmetic() {
        InferredTypes types = STANDARD.infer(flattening());
        assertThat(types.shape("y")).hasToString("Nx3*H*W");
        assertThat(types.value("target")).hasToString("INT64[2]{N, -1}");
        assertThat(types.problems()).isEmpty();
    }

    @Test
    void plainModeKnowsConstantsOnly() {
        InferredTypes types = PLAIN.infer(flattening());
        assertThat(types.shape("shape")).isEqualTo(Shape.of(4));
        assertThat(types.value("shape")).isNull();
        assertThat(types.value("rest")).isNotNull();
        assertThat(types.type("y")).isEqualTo(ValueType.tensor(ElementType.FLOAT, (Shape) null));
    }

    @Test
    void givenInputsAreKnown() {
        Model model = GraphBuilder.model(13, g -> {
            String x = g.input("x", ElementType.FLOAT, 2, 6);
            String target = g.input(new Value("target", ValueType.tensor(ElementType.INT64, Probe.parse("?"))));
            g.output(new Value(g.op("Reshape", List.of(x, target)), null));
        });
        String y = model.graph().outputs().get(0).name();
        assertThat(STANDARD.infer(model).shape(y)).isNull();
        assertThat(STANDARD.infer(model, Map.of("target", Tensor.ofLongs("target", 3, -1)))
                        .shape(y))
                .isEqualTo(Shape.of(3, 4));
    }

    @Test
    void anInitializerThatCanBeOverriddenIsNoConstant() {
        Graph graph = GraphBuilder.graph("g", g -> {
                    String x = g.input("x", ElementType.FLOAT, 2, 6);
                    g.input("target", ElementType.INT64, 2);
                    g.node(node("Reshape", List.of(x, "target"), "y"));
                    g.output(new Value("y", null));
                })
                .with(parts -> parts.initializers(List.of(Tensor.ofLongs("target", 3, 4))));
        assertThat(STANDARD.infer(Model.of(8, 13, graph)).shape("y")).hasToString("?x?");
        assertThat(STANDARD.infer(Model.of(3, 13, graph)).shape("y")).hasToString("3x4");
        assertThat(PLAIN.infer(Model.of(8, 13, graph)).shape("y")).hasToString("3x4");
    }

    @Test
    void inferredTypesWinOverDeclaredOnesThatContradict() {
        Model model = GraphBuilder.model(13, g -> {
            String x = g.input("x", ElementType.FLOAT, 2, 3);
            g.node(node("Relu", List.of(x), "h"));
            g.valueInfo(Value.tensor("h", ElementType.FLOAT, 2, 4));
            g.node(node("Relu", List.of("h"), "y"));
            g.output("y", ElementType.FLOAT, 2, 3);
        });
        InferredTypes types = STANDARD.infer(model);
        assertThat(types.shape("h")).hasToString("2x3");
        assertThat(types.problems()).singleElement().asString().contains("'h'", "FLOAT[2x4]", "FLOAT[2x3]");
        assertThat(PLAIN.infer(model).shape("h")).hasToString("2x4");
    }

    @Test
    void declarationsFillWhatCannotBeInferred() {
        Model model = GraphBuilder.model(13, g -> {
            String x = g.input("x", ElementType.FLOAT, 2, 3);
            g.node(new Node("", new OpId("my.domain", "Magic"), List.of(x), List.of("h"), List.of()));
            g.valueInfo(Value.tensor("h", ElementType.FLOAT, 5));
            g.node(node("Relu", List.of("h"), "y"));
            g.output(new Value("y", null));
        });
        assertThat(STANDARD.infer(model).shape("y")).hasToString("5");
        assertThat(STANDARD.infer(model).problems()).isEmpty();
    }

    @Test
    void nodesMayStandInAnyOrder() {
        Model model = GraphBuilder.model(13, g -> {
            String x = g.input("x", ElementType.FLOAT, 2, 3);
            g.node(node("Transpose", List.of("h"), "y"));
            g.node(node("Relu", List.of(x), "h"));
            g.output(new Value("y", null));
        });
        assertThat(STANDARD.infer(model).shape("y")).hasToString("3x2");
        assertThat(PLAIN.infer(model).type("y")).isNull();
    }

    @Test
    void cyclesEnd() {
        Model model = GraphBuilder.model(13, g -> {
            String x = g.input("x", ElementType.FLOAT, 2, 3);
            g.node(node("Add", List.of(x, "b"), "a"));
            g.node(node("Relu", List.of("a"), "b"));
            g.output(new Value("b", null));
        });
        assertThat(STANDARD.infer(model).type("a")).isEqualTo(ValueType.tensor(ElementType.FLOAT, (Shape) null));
    }

    @Test
    void aDamagedNodeLeavesItsOutputsUnknownAndTheRestInferred() {
        Model model = GraphBuilder.model(13, g -> {
            String x = g.input("x", ElementType.FLOAT, 2, 3);
            g.node(node("Concat", List.of(x, x), "bad", Attribute.of("axis", 9)));
            g.node(node("Concat", List.of(x, x), "good", Attribute.of("axis", 1)));
            g.output(new Value("bad", null));
            g.output(new Value("good", null));
        });
        InferredTypes types = STANDARD.infer(model);
        assertThat(types.type("bad")).isNull();
        assertThat(types.shape("good")).hasToString("2x6");
        assertThat(types.problems()).singleElement().asString().contains("Concat(x, x) -> bad", "axis 9");
    }

    @Test
    void callsOfFunctionsAreInferredWithTheirAttributes() {
        Function function = new Function(
                new OpId("my.domain", "Flat"),
                "",
                List.of("a"),
                List.of("b"),
                List.of("at"),
                List.of(),
                List.of(node(
                        "Flatten",
                        List.of("a"),
                        "b",
                        new Attribute.Reference("axis", "at", AttributeKind.INT, Extras.NONE))),
                Map.of("", 13L),
                List.of(),
                "",
                List.of(),
                Extras.NONE);
        Model model = GraphBuilder.model(13, g -> {
                    String x = g.input("x", ElementType.FLOAT, 2, 3, 4);
                    g.node(new Node(
                            "",
                            new OpId("my.domain", "Flat"),
                            List.of(x),
                            List.of("y"),
                            List.of(Attribute.of("at", 2))));
                    g.output(new Value("y", null));
                })
                .withFunctions(List.of(function))
                .withOpset("my.domain", 1);
        assertThat(STANDARD.infer(model).shape("y")).hasToString("6x4");
        assertThat(PLAIN.infer(model).shape("y")).hasToString("6x4");
    }

    @Test
    void aFunctionThatCallsItselfEnds() {
        OpId self = new OpId("my.domain", "Self");
        Function function = new Function(
                self,
                "",
                List.of("a"),
                List.of("b"),
                List.of(),
                List.of(),
                List.of(new Node("", self, List.of("a"), List.of("b"), List.of())),
                Map.of("my.domain", 1L),
                List.of(),
                "",
                List.of(),
                Extras.NONE);
        Model model = GraphBuilder.model(13, g -> {
                    String x = g.input("x", ElementType.FLOAT, 2);
                    g.node(new Node("", self, List.of(x), List.of("y"), List.of()));
                    g.output(new Value("y", null));
                })
                .withFunctions(List.of(function));
        InferredTypes types = STANDARD.infer(model);
        assertThat(types.type("y")).isNull();
        assertThat(types.problems()).singleElement().asString().contains("calls itself");
    }

    @Test
    void annotateWritesWhatWasFound() {
        Model model = flattening();
        Model annotated = STANDARD.infer(model).annotate(model);
        assertThat(annotated.graph().valueInfo())
                .extracting(Value::toString)
                .containsExactly("shape: INT64[4]", "batch: INT64[1]", "target: INT64[2]");
        assertThat(annotated.graph().outputs()).extracting(Value::toString).containsExactly("y: FLOAT[Nx3*H*W]");
        assertThat(STANDARD.infer(annotated).annotate(annotated)).isEqualTo(annotated);
    }

    @Test
    void oneNodeIsInferredInItsPlace() {
        InferredTypes place = STANDARD.infer(flattening());
        NodeTypes found = STANDARD.inferNode(node("Reshape", List.of("x", "target"), "new"), place);
        assertThat(found.type(0)).hasToString("FLOAT[Nx3*H*W]");
        assertThat(STANDARD.inferNode(node("Shape", List.of("x"), "new"), place).value(0))
                .hasToString("INT64[4]{N, 3, H, W}");
    }

    @Test
    void graphsOfOtherModelsAreNotFound() {
        InferredTypes types = STANDARD.infer(flattening());
        Graph other = GraphBuilder.graph("other", g -> {});
        assertThat(types.knows(other)).isFalse();
        assertThatThrownBy(() -> types.annotate(flattening())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> types.of(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void symbolsOfInputsStayWhatTheyAre() {
        Model model = GraphBuilder.model(13, g -> {
            String x = g.input(new Value(
                    "x", ValueType.tensor(ElementType.FLOAT, new Shape(List.of(Dim.of("batch size"), Dim.of(3))))));
            g.node(node("Concat", List.of(x, x), "y", Attribute.of("axis", 0)));
            g.output(new Value("y", null));
        });
        assertThat(STANDARD.infer(model).shape("y")).hasToString("2*(batch size)x3");
    }
}
