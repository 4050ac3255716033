package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Bytes;
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

class FunctionCallTest {
    private static Function function(String name, List<Attribute> defaults, Node... nodes) {
        return new Function(
                new OpId("local", name),
                "",
                List.of("x"),
                List.of("y"),
                List.of(),
                defaults,
                List.of(nodes),
                Map.of("", 17L, "local", 1L),
                List.of(),
                "",
                List.of(),
                Extras.NONE);
    }

    private static Node node(OpId op, String in, String out, Attribute... attributes) {
        return new Node("", op, List.of(in), List.of(out), List.of(attributes));
    }

    /** {@code y = call(x)} for {@code x} of shape {@code [2, 3]}. */
    private static InferredTypes infer(List<Function> functions, OpId call, Attribute... attributes) {
        Model model = GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            g.node(node(call, "x", "y", attributes));
            g.output(new Value("y", null));
        });
        return ShapeInference.standard().infer(model.withFunctions(functions).withOpset("local", 1));
    }

    private static final Function FLATTEN = function(
            "F",
            List.of(Attribute.of("cut", 0)),
            node(OpId.of("Flatten"), "x", "y", new Attribute.Reference("axis", "cut", AttributeKind.INT, Extras.NONE)));

    @Test
    void attributesOfTheCallReachTheBody() {
        assertThat(infer(List.of(FLATTEN), FLATTEN.id(), Attribute.of("cut", 2)).shape("y"))
                .isEqualTo(NodeCase.shape("6 1"));
        assertThat(infer(List.of(FLATTEN), FLATTEN.id()).shape("y")).isEqualTo(NodeCase.shape("1 6"));
    }

    @Test
    void aFunctionThatCallsItselfIsReported() {
        Function self = function("S", List.of(), node(new OpId("local", "S"), "x", "y"));
        InferredTypes types = infer(List.of(self), self.id());
        assertThat(types.type("y")).isNull();
        assertThat(types.problems()).anyMatch(problem -> problem.message().contains("calls itself"));
    }

    @Test
    void attributesReachCallsInCalls() {
        Function outer = function(
                "G",
                List.of(Attribute.of("at", 0)),
                node(FLATTEN.id(), "x", "y", new Attribute.Reference("cut", "at", AttributeKind.INT, Extras.NONE)));
        List<Function> both = List.of(FLATTEN, outer);
        assertThat(infer(both, outer.id(), Attribute.of("at", 1)).shape("y")).isEqualTo(NodeCase.shape("2 3"));
        assertThat(infer(both, outer.id()).shape("y")).isEqualTo(NodeCase.shape("1 6"));
    }

    @Test
    void attributesReachGraphsInFunctions() {
        Graph branch = GraphBuilder.graph("branch", g -> {
            g.node(node(
                    OpId.of("Flatten"),
                    "x",
                    "flat",
                    new Attribute.Reference("axis", "cut", AttributeKind.INT, Extras.NONE)));
            g.output(new Value("flat", null));
        });
        Node choice = new Node(
                "",
                OpId.of("If"),
                List.of("c"),
                List.of("y"),
                List.of(Attribute.of("then_branch", branch), Attribute.of("else_branch", branch)));
        Node condition =
                new Node("", OpId.of("Constant"), List.of(), List.of("c"), List.of(Attribute.of("value", ONE)));
        Function withBody = function("B", List.of(Attribute.of("cut", 0)), condition, choice);
        assertThat(infer(List.of(withBody), withBody.id(), Attribute.of("cut", 2))
                        .shape("y"))
                .isEqualTo(NodeCase.shape("6 1"));
    }

    private static final Tensor ONE = Tensor.ofRaw("", ElementType.BOOL, Shape.SCALAR, Bytes.copyOf(new byte[] {1}));

    @Test
    void overloadsAreToldApart() {
        Function flat = overload("", node(OpId.of("Flatten"), "x", "y"));
        Function turned = overload("turned", node(OpId.of("Transpose"), "x", "y"));
        Model model = GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3, 4);
            g.node(node(flat.id(), "x", "a"));
            g.node(new Node(
                    "", turned.id(), "turned", List.of("x"), List.of("b"), List.of(), "", List.of(), Extras.NONE));
            g.output(new Value("a", null));
            g.output(new Value("b", null));
        });
        InferredTypes types = ShapeInference.standard()
                .infer(model.withFunctions(List.of(flat, turned)).withOpset("local", 1));
        assertThat(types.shape("a")).isEqualTo(NodeCase.shape("2 12"));
        assertThat(types.shape("b")).isEqualTo(NodeCase.shape("4 3 2"));
    }

    private static Function overload(String name, Node body) {
        return new Function(
                new OpId("local", "O"),
                name,
                List.of("x"),
                List.of("y"),
                List.of(),
                List.of(),
                List.of(body),
                Map.of("", 17L),
                List.of(),
                "",
                List.of(),
                Extras.NONE);
    }

    /** What a function is given and gives is followed, sequences too. */
    @Test
    void contentsGoThroughCalls() {
        Function list = function(
                "L", List.of(), new Node("", OpId.of("SequenceConstruct"), List.of("x", "x"), List.of("y"), List.of()));
        InferredTypes types = infer(List.of(list), list.id());
        assertThat(types.content("y"))
                .isInstanceOfSatisfying(
                        SequenceContent.class,
                        sequence -> assertThat(sequence.elements()).hasSize(2));
    }

    /** Forty functions of two calls each would be a million million nodes. */
    @Test
    void callsInCallsTakeBoundedTime() {
        List<Function> functions = new ArrayList<>();
        functions.add(function("F0", List.of(), node(OpId.of("Relu"), "x", "y")));
        for (int i = 1; i <= 40; i++) {
            OpId inner = new OpId("local", "F" + (i - 1));
            functions.add(function("F" + i, List.of(), node(inner, "x", "m"), node(inner, "m", "y")));
        }
        InferredTypes types = infer(functions, new OpId("local", "F40"));
        assertThat(types.problems()).anyMatch(problem -> problem.message().contains("too many nodes"));
    }
}
