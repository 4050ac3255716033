package org.onnxnet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class ModelCheckerTest {
    @Test
    void findsNothingInAValidModel() {
        Model model = model(g -> {
            String w = g.initializer(Tensor.ofFloats("w", Shape.of(2), 1, 2));
            g.node(node("add", "Add", List.of("x", w), "a"));
            g.node(branch("if", body("a", "t"), body("x", "t")));
            g.node(node("relu", "Relu", List.of("if_out"), "y"));
        });

        assertThat(ModelChecker.check(model)).isEmpty();
    }

    // ---- errors

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

    // ---- warnings

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
    void unknownOperator() {
        assertThat(problems(g -> g.node(node("n", "Rleu", List.of("x"), "y"))))
                .containsExactly(
                        "warning: node 'n' (Rleu): names an operator that operator set 17 of ONNX does not have;"
                                + " correct the name or the import");
    }

    @Test
    void operatorThatCameLater() {
        assertThat(problems(g -> g.node(node("n", "Gelu", List.of("x"), "y"))))
                .singleElement()
                .asString()
                .contains("operator set 17 of ONNX does not have");
    }

    @Test
    void operatorThatIsGone() {
        assertThat(problems(g -> {
                    g.initializer(Tensor.ofFloats("scales", Shape.of(1), 1));
                    g.node(node("n", "Upsample", List.of("x", "scales"), "y"));
                }))
                .containsExactly(
                        "warning: node 'n' (Upsample): names an operator that is gone since operator set 10, found"
                                + " 17; replace it or import an older one");
    }

    @Test
    void domainWithoutImport() {
        Node node = new Node("n", new OpId("com.example", "Foo"), List.of("x"), List.of("y"), List.of());

        assertThat(problems(g -> g.node(node)))
                .containsExactly("warning: node 'n' (com.example:Foo): is of domain 'com.example', of which the model"
                        + " imports no operator set; add the import");
        assertThat(texts(model(g -> g.node(node)).withOpset("com.example", 1))).isEmpty();
    }

    @Test
    void wrongArity() {
        assertThat(problems(g -> g.node(node("n", "Add", List.of("x"), "y"))))
                .containsExactly("warning: node 'n' (Add): has 1 inputs, wanted 2 by Add of operator set 14");
        assertThat(problems(g -> g.node(node("n", "Add", List.of("x", ""), "y"))))
                .containsExactly("warning: node 'n' (Add): leaves out input 1 ('B'), which it needs");
        assertThat(problems(g -> g.node(node("n", "Clip", List.of("x", ""), "y"))))
                .isEmpty();
    }

    @Test
    void attributes() {
        assertThat(problems(g -> g.node(node("n", "Relu", List.of("x"), "y", Attribute.of("alpha", 1f)))))
                .containsExactly(
                        "warning: node 'n' (Relu): has the attribute 'alpha', which Relu of operator set 14 does"
                                + " not have; remove it");
        assertThat(problems(g -> g.node(node("n", "LeakyRelu", List.of("x"), "y", Attribute.of("alpha", 1)))))
                .containsExactly("warning: node 'n' (LeakyRelu): has the attribute 'alpha' of kind INT, wanted FLOAT");
        assertThat(problems(g -> g.node(node("n", "Cast", List.of("x"), "y"))))
                .containsExactly("warning: node 'n' (Cast): lacks the attribute 'to' (INT), which Cast needs");
        assertThat(problems(g -> g.node(node(
                        "n", "LeakyRelu", List.of("x"), "y", Attribute.of("alpha", 1f), Attribute.of("alpha", 2f)))))
                .containsExactly(
                        "warning: node 'n' (LeakyRelu): has the attribute 'alpha' twice, the first one is used");
        assertThat(problems(g -> g.node(node("n", "Relu", List.of("x"), "y", Attribute.of("__tool", 1)))))
                .isEmpty();
    }

    @Test
    void referenceOutsideOfAFunction() {
        Attribute reference = new Attribute.Reference("alpha", "a", AttributeKind.FLOAT, Extras.NONE);

        assertThat(problems(g -> g.node(node("n", "LeakyRelu", List.of("x"), "y", reference))))
                .containsExactly(
                        "warning: node 'n' (LeakyRelu): attribute 'alpha' refers to 'a' of a function, but stands"
                                + " in none; give it a value");
    }

    @Test
    void elementTypes() {
        assertThat(problems(g -> {
                    g.initializer(Tensor.ofLongs("w", 1, 2));
                    g.node(node("n", "Add", List.of("x", "w"), "y"));
                }))
                .containsExactly(
                        "warning: node 'n' (Add): input 1 ('w') has type int64, wanted float as the inputs before it have");
        assertThat(problems(g -> {
                    g.node(node("shape", "Shape", List.of("x"), "s"));
                    g.node(node("erf", "LeakyRelu", List.of("s"), "y"));
                }))
                .first()
                .asString()
                .startsWith("warning: node 'erf' (LeakyRelu): input 0 ('s') has type int64, wanted one of");
        assertThat(problems(g -> g.node(node("n", "Cast", List.of("x"), "y", Attribute.of("to", INT64.code())))))
                .containsExactly(
                        "warning: graph: declares output 'y' as float, but it is int64; correct the declaration");
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
    void initializersOfOldFiles() {
        Model model = model(g -> {
            g.initializer(Tensor.ofFloats("w", Shape.of(1), 1));
            g.node(node("n", "Add", List.of("x", "w"), "y"));
        });
        Model old = new Model(
                3,
                Map.of("", 8L),
                model.producer(),
                "",
                0,
                "",
                model.graph(),
                List.of(),
                List.of(),
                List.of(),
                Extras.NONE);

        assertThat(texts(old))
                .containsExactly(
                        "warning: graph: initializer 'w' is no graph input, which it must be before ir_version 4,"
                                + " found 3; add the input or raise the version");
    }

    @Test
    void header() {
        Model model = model(g -> g.node(node("n", "Relu", List.of("x"), "y")))
                .withOpset("", 99)
                .withMetadata(List.of(new Property("k", "1"), new Property("k", "2")));

        assertThat(texts(model))
                .hasSize(2)
                .anyMatch(text -> text.startsWith("warning: model: imports operator set 99, the newest known here is"))
                .contains("warning: model: has the metadata key 'k' twice");
    }

    @Test
    void functions() {
        Model model = model(g -> g.node(new Node("n", new OpId("my", "F"), List.of("x"), List.of("y"), List.of())))
                .withOpset("my", 1);

        assertThat(texts(model.withFunctions(List.of(function("F", node("f", "Relu", List.of("a"), "b"))))))
                .isEmpty();
        assertThat(texts(model.withFunctions(List.of(function("F", node("f", "Relu", List.of("q"), "b"))))))
                .containsExactly(
                        "error: function my:F: node 'f' (Relu): reads 'q' in slot 0, which nothing defines; wanted"
                                + " an input, an initializer or the output of a node");
        assertThat(texts(model.withFunctions(List.of(
                        function("F", new Node("f", new OpId("my", "F"), List.of("a"), List.of("b"), List.of()))))))
                .containsExactly("error: functions: call each other in a circle, which functions must not: my:F");
    }

    @Test
    void tooManyInputsForAFunction() {
        Model model = model(g -> g.node(new Node("n", new OpId("my", "F"), List.of("x", "x"), List.of("y"), List.of())))
                .withOpset("my", 1)
                .withFunctions(List.of(function("F", node("f", "Relu", List.of("a"), "b"))));

        assertThat(texts(model))
                .containsExactly("warning: node 'n' (my:F): has 2 inputs, wanted at most 1 by the function");
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

    // ---- models

    private static List<String> problems(Consumer<GraphBuilder> nodes) {
        return texts(model(nodes));
    }

    private static List<String> texts(Model model) {
        return ModelChecker.check(model).stream().map(Problem::toString).toList();
    }

    /** From input {@code x} and {@code condition} to output {@code y}. */
    private static Model model(Consumer<GraphBuilder> nodes) {
        return GraphBuilder.model(17, g -> {
            g.input(x());
            g.input("condition", BOOL);
            nodes.accept(g);
            g.output("y", FLOAT, 2);
        });
    }

    private static Model changed(UnaryOperator<Graph.Parts> change) {
        Model model = model(g -> {});
        return model.withGraph(model.graph().with(change));
    }

    private static Value x() {
        return Value.tensor("x", FLOAT, 2);
    }

    private static Node node(String name, String type, List<String> inputs, String output, Attribute... attributes) {
        return new Node(name, OpId.of(type), inputs, List.of(output), List.of(attributes));
    }

    private static Node branch(String name, Graph thenBranch, Graph elseBranch) {
        return node(
                name,
                "If",
                List.of("condition"),
                name + "_out",
                Attribute.of("then_branch", thenBranch),
                Attribute.of("else_branch", elseBranch));
    }

    private static Graph body(String read, String written) {
        return GraphBuilder.graph("body", g -> {
            g.node(node("", "Relu", List.of(read), written));
            g.output(written, FLOAT, 2);
        });
    }

    private static Function function(String name, Node node) {
        return new Function(
                new OpId("my", name),
                "",
                List.of("a"),
                List.of("b"),
                List.of(),
                List.of(),
                List.of(node),
                Map.of("", 17L, "my", 1L),
                List.of(),
                "",
                List.of(),
                Extras.NONE);
    }
}
