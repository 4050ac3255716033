package org.onnxnet.simplify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;
import org.onnxnet.simplify.rule.LocalFunctions;
import org.onnxnet.simplify.rule.RemoveIdentity;
import org.onnxnet.testing.OrtRunner;
import org.onnxnet.testing.Simplifying;

class SimplifierTest {
    private static final Simplifier LOSSLESS = Simplifier.of(SimplifyMode.LOSSLESS);

    /** Turns every Relu into an Elu and back, and would go on for ever. */
    @RuleInfo(
            roots = {"Relu", "Elu"},
            lossless = true,
            summary = "Never ends.",
            example = "a -> b -> a")
    private static final class BackAndForth implements NodeRule {
        @Override
        public Edit apply(Node node, GraphView graph) {
            String other = node.is("Relu") ? "Elu" : "Relu";
            return Edit.replace(
                    node, new Node(node.name(), OpId.of(other), node.inputs(), node.outputs(), List.of()), "why not");
        }
    }

    /** Uses an operator of version 20. */
    @RuleInfo(roots = "Relu", lossless = true, summary = "Is too new.", example = "Relu(x) -> Gelu(x)")
    private static final class TooNew implements NodeRule {
        @Override
        public Edit apply(Node node, GraphView graph) {
            return Edit.replace(
                    node, new Node("", OpId.of("Gelu"), node.inputs(), node.outputs(), List.of()), "why not");
        }
    }

    /** Throws before anything is done. */
    @RuleInfo(roots = "Relu", lossless = true, summary = "Breaks at once.", example = "Relu(x) -> exception")
    private static final class BreaksWhileLooking implements NodeRule {
        @Override
        public Edit apply(Node node, GraphView graph) {
            throw new IllegalStateException("did not expect " + node);
        }
    }

    /** Drops what is not there, which nothing checks before the node has been replaced. */
    @RuleInfo(roots = "Relu", lossless = true, summary = "Breaks in the middle.", example = "Relu(x) -> half a graph")
    private static final class BreaksWhileEditing implements NodeRule {
        @Override
        public Edit apply(Node node, GraphView graph) {
            Node other = new Node("", OpId.of("Abs"), node.inputs(), node.outputs(), List.of());
            return Edit.because("why not")
                    .remove(node)
                    .add(other)
                    .drop("nowhere")
                    .build();
        }
    }

    private static Model chain(int copies) {
        return GraphBuilder.model(17, g -> {
            String value = g.input("x", FLOAT, 2);
            for (int i = 0; i < copies; i++) {
                value = g.op("Identity", List.of(value));
            }
            g.output(g.op("Relu", List.of(value)), FLOAT, 2);
        });
    }

    @Test
    void aModelWithNothingToDoComesBackItself() {
        Model model = chain(0);
        Simplification result = LOSSLESS.simplify(model);
        assertThat(result.model()).isSameAs(model);
        assertThat(result.report().isComplete()).isTrue();
        assertThat(result.report()).hasToString("LOSSLESS: 1 -> 1 nodes");
    }

    @Test
    void theReportSaysWhatWasDoneAndWhy() {
        SimplificationReport report = LOSSLESS.simplify(chain(2)).report();
        assertThat(report.countsByRule()).containsOnlyKeys("RemoveIdentity").containsEntry("RemoveIdentity", 2);
        assertThat(report.rewrites().get(0).nodes()).containsExactly("'Identity_1' Identity(x) -> Identity_1_output_0");
        assertThat(report.rewrites().get(0).reason()).isEqualTo("an Identity gives what it reads");
        assertThat(report).hasToString("LOSSLESS: 3 -> 1 nodes, RemoveIdentity 2");
    }

    @Test
    void aSpentBudgetGivesWhatIsDone() {
        Simplification result = LOSSLESS.withBudget(3).simplify(chain(10));
        assertThat(result.report().rewrites()).hasSize(3);
        assertThat(result.report().notes()).singleElement().asString().contains("budget");
        assertThat(result.model().graph().nodes()).hasSize(8);
        OrtRunner.load(OnnxWriter.toBytes(result.model()));
        assertThatThrownBy(() -> LOSSLESS.withBudget(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rulesThatUndoEachOtherEnd() {
        Simplification result = LOSSLESS.withRules(List.of(new BackAndForth())).simplify(chain(1));
        assertThat(result.report().isComplete()).isFalse();
    }

    @Test
    void anEditThatIsNotLegalIsRefused() {
        Model model = chain(0);
        Simplification result = LOSSLESS.withRules(List.of(new TooNew())).simplify(model);
        assertThat(result.model()).isSameAs(model);
        assertThat(result.report().refused()).singleElement().satisfies(rewrite -> {
            assertThat(rewrite.rule()).isEqualTo("TooNew");
            assertThat(rewrite.reason()).contains("not defined at opset 17");
        });
    }

    @Test
    void aRuleThatBreaksIsInTheReportAndTheOthersGoOn() {
        for (NodeRule broken : List.of(new BreaksWhileLooking(), new BreaksWhileEditing())) {
            Simplification result =
                    LOSSLESS.withRules(List.of(broken, new RemoveIdentity())).simplify(chain(3));
            assertThat(result.report().failures()).isNotEmpty().allSatisfy(failure -> {
                assertThat(failure.rule()).isEqualTo(broken.name());
                assertThat(failure.subject()).contains("Relu(");
                assertThat(failure.exception()).isInstanceOf(IllegalStateException.class);
            });
            assertThat(result.report().isComplete()).isFalse();
            assertThat(result.report()).asString().contains(broken.name() + " at ");
            assertThat(result.report().countsByRule()).containsOnlyKeys("RemoveIdentity");
            assertThat(result.model().graph().nodes())
                    .extracting(node -> node.op().type())
                    .containsExactly("Relu");
            OrtRunner.load(OnnxWriter.toBytes(result.model()));
        }
    }

    @Test
    void dataThatCannotBeReadIsNotFolded() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", FLOAT, 1, 2, 4, 4);
            String w = g.initializer(Tensor.ofRaw("w", FLOAT, Shape.of(2, 2, 1, 1), ByteSource.computed(16, () -> {
                throw new OnnxNetException("the file is gone");
            })));
            String two = g.initializer(Tensor.ofFloats("two", Shape.SCALAR, 2));
            g.output(g.op("Mul", List.of(g.op("Conv", List.of(x, w)), two)), FLOAT, 1, 2, 4, 4);
        });
        Simplification result = Simplifying.simplify(SimplifyMode.CANONICAL, model);
        assertThat(result.report().notes())
                .anySatisfy(
                        note -> assertThat(note).contains("FuseChannelAffine").contains("gone"));
        assertThat(result.model().graph().nodes()).hasSize(2);
    }

    @Test
    void dataThatCannotBeReadCanStillGo() {
        Model model = GraphBuilder.model(17, g -> {
            g.initializer(Tensor.ofRaw("w", FLOAT, Shape.of(2), ByteSource.computed(8, () -> {
                throw new OnnxNetException("the file is gone");
            })));
            g.output(g.op("Relu", List.of(g.input("x", FLOAT, 2))), FLOAT, 2);
        });
        assertThat(Simplifying.simplify(SimplifyMode.LOSSLESS, model)
                        .model()
                        .graph()
                        .initializers())
                .isEmpty();
    }

    @Test
    void longChainsAreNoProblem() {
        assertThat(LOSSLESS.simplify(chain(20_000)).model().graph().nodes()).hasSize(1);
    }

    @Test
    void nodesAreSorted() {
        Model model = chain(0);
        Model turned = LOSSLESS.simplify(model.withGraph(model.graph().with(parts -> {
                    List<Node> nodes = new ArrayList<>(model.graph().nodes());
                    nodes.add(new Node("", OpId.of("Identity"), List.of("Relu_1_output_0"), List.of("z"), List.of()));
                    nodes.add(new Node("", OpId.of("Neg"), List.of("z"), List.of("w"), List.of()));
                    Collections.reverse(nodes);
                    return parts.nodes(nodes).outputs(List.of(Value.tensor("w", FLOAT, 2)));
                })))
                .model();
        assertThat(turned.graph().nodes()).extracting(node -> node.op().type()).containsExactly("Relu", "Neg");
    }

    @Test
    void brokenModelsAreLeftAsTheyAre() {
        Node a = new Node("", OpId.of("Add"), List.of("x", "b"), List.of("a"), List.of());
        Node b = new Node("", OpId.of("Neg"), List.of("a"), List.of("b"), List.of());
        Node missing = new Node("", OpId.of("Neg"), List.of("nowhere"), List.of("a"), List.of());
        for (List<Node> nodes : List.of(List.of(a, b), List.of(missing), List.of(b, b))) {
            Model model = GraphBuilder.model(17, g -> g.input("x", FLOAT, 2));
            Model broken = model.withGraph(model.graph().with(parts -> parts.nodes(nodes)));
            Simplification result = LOSSLESS.simplify(broken);
            assertThat(result.model()).isSameAs(broken);
            assertThat(result.report().notes()).singleElement().asString().startsWith("left as it is: ");
        }
    }

    @Test
    void namesOfSiblingGraphsMayBeEqual() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", FLOAT, 2);
            Graph yes = GraphBuilder.graph("yes", body -> {
                String t = body.op("Identity", List.of(body.op("Neg", List.of(x))));
                body.output(body.op("Exp", List.of(t)), FLOAT, 2);
            });
            Graph no = GraphBuilder.graph("no", body -> {
                String t = body.op("Identity", List.of(body.op("Abs", List.of(x))));
                body.output(body.op("Exp", List.of(t)), FLOAT, 2);
            });
            String c = g.input("c", BOOL);
            g.output(
                    g.op("If", List.of(c), Attribute.of("then_branch", yes), Attribute.of("else_branch", no)),
                    FLOAT,
                    2);
        });
        Simplification result = LOSSLESS.simplify(model);
        assertThat(result.report().countsByRule()).containsEntry("RemoveIdentity", 2);
        assertThat(result.model().graph().nestedGraphs())
                .allSatisfy(body -> assertThat(body.nodes()).hasSize(2));
        OrtRunner.load(OnnxWriter.toBytes(result.model()));
    }

    @Test
    void bothBranchesCanBeInlinedOneAfterTheOther() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", FLOAT, 2);
            String c = g.initializer(Tensor.ofRaw("c", BOOL, Shape.SCALAR, Bytes.copyOf(new byte[] {1})));
            for (String outer : List.of("first", "second")) {
                String data = x;
                Graph yes = GraphBuilder.graph("yes", body -> {
                    String k = body.initializer(Tensor.ofFloats("k", Shape.of(1), 2));
                    body.output(body.op("Mul", List.of(data, k)), FLOAT, 2);
                });
                Graph no = GraphBuilder.graph(outer, body -> body.output(body.op("Abs", List.of(data)), FLOAT, 2));
                x = g.op("If", List.of(c), Attribute.of("then_branch", yes), Attribute.of("else_branch", no));
            }
            g.output(x, FLOAT, 2);
        });
        Model result = LOSSLESS.simplify(model).model();
        assertThat(result.graph().nodes()).extracting(node -> node.op().type()).containsExactly("Mul", "Mul");
        assertThat(result.graph().initializers()).hasSize(1);
    }

    @Test
    void beforeFileFormat4NewConstantsAreNodes() {
        Model model = GraphBuilder.model(8, g -> {
            String x = g.input("x", FLOAT, 2, 3);
            String y = g.op("Reshape", List.of(g.input("y", FLOAT, 6), g.op("Shape", List.of(x))));
            g.output(y, FLOAT, 2, 3);
        });
        Model result = LOSSLESS.simplify(model).model();
        assertThat(result.graph().nodes()).extracting(node -> node.op().type()).containsExactly("Constant", "Reshape");
        assertThat(result.graph().inputs()).isEqualTo(model.graph().inputs());
    }

    @Test
    void valuesOfAnnotationsStay() {
        Model model = GraphBuilder.model(17, g -> {
            g.initializer(Tensor.ofFloats("scale", Shape.SCALAR, 1));
            g.output(g.op("Relu", List.of(g.input("x", FLOAT, 2))), FLOAT, 2);
        });
        Graph.QuantizationAnnotation annotation =
                new Graph.QuantizationAnnotation("x", List.of(new Property("SCALE_TENSOR", "scale")), Extras.NONE);
        Model annotated = model.withGraph(model.graph().with(parts -> parts.quantization(List.of(annotation))));
        assertThat(LOSSLESS.simplify(annotated).model()).isSameAs(annotated);
    }

    @Test
    void onlyTheRulesThatWereAskedForRun() {
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", FLOAT, 2);
            String y = g.op("Relu", List.of(g.op("Relu", List.of(g.op("Identity", List.of(x))))));
            g.output(y, FLOAT, 2);
        });
        Model result = LOSSLESS.withRules(List.of(new RemoveIdentity()))
                .simplify(model)
                .model();
        assertThat(result.graph().nodes()).hasSize(2);
    }

    /** Softmax was another operator before version 13, so the call stays. */
    @Test
    void bodiesOfFunctionsThatStayAreSimplified() {
        Function function = LocalFunctions.function("F", "", Map.of("", 12L), f -> {
            String a = f.op("Identity", List.of(LocalFunctions.input(f, "a")));
            String two = f.op("Constant", List.of(), Attribute.of("value_float", 2f));
            String four = f.op("Mul", List.of(two, two));
            Attribute axis = LocalFunctions.reference("axis", "axis", AttributeKind.INT);
            String b = f.op("Softmax", List.of(f.op("Softmax", List.of(a), axis)), axis);
            f.op("Neg", List.of(b));
            LocalFunctions.output(f, f.op("Mul", List.of(b, four)));
        });
        Model model = LocalFunctions.model(List.of(function), g -> {
            String x = g.input("x", FLOAT, 2, 3);
            g.output(g.op(LocalFunctions.id("F"), List.of(x), Attribute.of("axis", 1)), FLOAT, 2, 3);
        });
        Simplification result = LOSSLESS.simplify(model);
        assertThat(result.model().graph()).isEqualTo(model.graph());
        assertThat(result.model().functions()).singleElement().satisfies(simple -> {
            assertThat(simple.nodes())
                    .extracting(node -> node.op().toString())
                    .containsExactly("Constant", "Softmax", "Softmax", "Mul");
            assertThat(simple.nodes().get(1).inputs()).containsExactly("a");
            assertThat(simple.nodes().get(1).attribute("axis")).isInstanceOf(Attribute.Reference.class);
            assertThat(simple.outputs()).isEqualTo(function.outputs());
        });
        assertThat(result.report()).asString().startsWith("LOSSLESS: 8 -> 5 nodes, Fold");
        assertThat(LOSSLESS.simplify(result.model()).model()).isSameAs(result.model());
        Map<String, Tensor> inputs = Map.of("x", Tensor.ofFloats("x", Shape.of(2, 3), 1, 2, 3, 4, 5, 7));
        assertThat(OrtRunner.run(OnnxWriter.toBytes(result.model()), inputs))
                .isEqualTo(OrtRunner.run(OnnxWriter.toBytes(model), inputs));
    }
}
