package org.onnxnet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.check.CheckedModels.body;
import static org.onnxnet.check.CheckedModels.branch;
import static org.onnxnet.check.CheckedModels.model;
import static org.onnxnet.check.CheckedModels.node;
import static org.onnxnet.check.CheckedModels.texts;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/** Models as a whole: what their header says, and their functions. */
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
