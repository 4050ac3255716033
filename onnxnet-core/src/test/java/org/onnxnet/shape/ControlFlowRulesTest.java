package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

class ControlFlowRulesTest {
    /** A branch that gives a constant of shape {@code [rows, 3]}. */
    private static Graph branch(long rows) {
        return GraphBuilder.graph(
                "branch",
                g -> g.output(new Value(
                        g.initializer(
                                Tensor.ofLongs("c" + rows, NodeCase.shape(rows + " 3"), new long[(int) rows * 3])),
                        null)));
    }

    private static NodeCase choose(Graph yes, Graph no) {
        NodeCase node = NodeCase.of("If", 13);
        return node.with(Attribute.of("then_branch", yes), Attribute.of("else_branch", no));
    }

    @Test
    void anUnknownConditionGivesWhatBothBranchesHave() {
        NodeCase either = choose(branch(2), branch(4)).input(ElementType.BOOL, "");
        assertThat(either.types()).containsExactly("INT64[?x3]");
        assertThat(either.plainTypes()).containsExactly("INT64[?x3]");
    }

    @Test
    void aKnownConditionChooses() {
        NodeCase second = choose(branch(2), branch(4)).scalar(0);
        assertThat(second.types()).containsExactly("INT64[4x3]");
        assertThat(second.plainTypes()).containsExactly("INT64[?x3]");
        assertThat(choose(branch(2), branch(4)).scalar(1).types()).containsExactly("INT64[2x3]");
    }

    @Test
    void equalContentsOfBothBranchesAreKnown() {
        assertThat(choose(branch(1), branch(1))
                        .input(ElementType.BOOL, "")
                        .infer()
                        .value(0)
                        .toLongs())
                .containsExactly(0, 0, 0);
    }

    @Test
    void branchesOfDifferentOutputsAreNone() {
        Graph empty = GraphBuilder.graph("empty", g -> {});
        assertThat(choose(branch(2), empty).input(ElementType.BOOL, "").problem())
                .contains("1 and 0 outputs");
        assertThat(NodeCase.of("If", 13).scalar(1).problem()).contains("then_branch is missing");
    }

    @Test
    void branchesReadOuterValuesAndTheirTypesAreKept() {
        Graph body = GraphBuilder.graph("body", g -> g.output(new Value(g.op("Relu", List.of("x")), null)));
        Model model = GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            String condition = g.input("c", ElementType.BOOL);
            String y = g.op(
                    "If",
                    List.of(condition),
                    Attribute.of("then_branch", body),
                    Attribute.of("else_branch", body.with(parts -> parts.name("other"))));
            g.output(new Value(y, null));
        });
        InferredTypes types = ShapeInference.standard().infer(model);
        assertThat(types.shape(model.graph().outputs().get(0).name())).isEqualTo(NodeCase.shape("2 3"));
        assertThat(types.of(body).shape(body.outputs().get(0).name())).isEqualTo(NodeCase.shape("2 3"));
        assertThat(types.problems()).isEmpty();
    }

    /** As the reference implementation has it: constants of the enclosing graph are not seen in a branch. */
    @Test
    void onlyStandardInferenceSeesOuterConstantsInABranch() {
        Graph body =
                GraphBuilder.graph("body", g -> g.output(new Value(g.op("Unsqueeze", List.of("x", "axes")), null)));
        Model model = GraphBuilder.model(17, g -> {
            g.input("x", ElementType.FLOAT, 2, 3);
            g.initializer(Tensor.ofLongs("axes", 0));
            String y = g.op(
                    "If",
                    List.of(g.input("c", ElementType.BOOL)),
                    Attribute.of("then_branch", body),
                    Attribute.of("else_branch", body));
            g.output(new Value(y, null));
        });
        String y = model.graph().outputs().get(0).name();
        assertThat(ShapeInference.standard().infer(model).shape(y)).isEqualTo(NodeCase.shape("1 2 3"));
        assertThat(ShapeInference.withoutValuePropagation().infer(model).shape(y))
                .isNull();
    }

    @Test
    void endlessNestingIsReported() {
        Graph nested = branch(1);
        for (int depth = 0; depth < 250; depth++) {
            Graph inner = nested;
            nested = GraphBuilder.graph(
                    "level",
                    g -> g.output(new Value(
                            g.op(
                                    "If",
                                    List.of("c"),
                                    Attribute.of("then_branch", inner),
                                    Attribute.of("else_branch", branch(1))),
                            null)));
        }
        NodeCase node = choose(nested, branch(1)).input(ElementType.BOOL, "");
        assertThat(node.infer().problems())
                .anyMatch(problem -> problem.message().contains("nest deeper than"));
    }
}
