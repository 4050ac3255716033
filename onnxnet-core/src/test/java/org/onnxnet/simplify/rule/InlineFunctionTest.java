package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.simplify.rule.LocalFunctions.function;
import static org.onnxnet.simplify.rule.LocalFunctions.id;
import static org.onnxnet.simplify.rule.LocalFunctions.input;
import static org.onnxnet.simplify.rule.LocalFunctions.output;
import static org.onnxnet.simplify.rule.LocalFunctions.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.simplify.Simplification;
import org.onnxnet.simplify.Simplifier;
import org.onnxnet.simplify.SimplifyMode;

class InlineFunctionTest {
    private final RuleAssert rule = RuleAssert.of(new InlineFunction());

    /** {@code F(a) = Exp(Neg(a))}, whose value in the middle is called {@code t}. */
    private static final Function DECAY = function("Decay", f -> {
        f.node(new Node("", OpId.of("Neg"), List.of(input(f, "a")), List.of("t"), List.of()));
        f.node(new Node("", OpId.of("Exp"), List.of("t"), List.of("r"), List.of()));
        output(f, "r");
    });

    private static Model calls(List<Function> functions, String... names) {
        return LocalFunctions.model(functions, g -> {
            String value = g.input("x", FLOAT, 2, 3);
            for (String name : names) {
                value = g.op(id(name), List.of(value));
            }
            g.output(value, FLOAT, 2, 3);
        });
    }

    @Test
    void everyCallGetsNamesOfItsOwn() {
        rule.fires(calls(List.of(DECAY), "Decay", "Decay"), "Neg", "Exp", "Identity", "Neg", "Exp", "Identity");
    }

    @Test
    void namesOfTheModelAreNotTakenOver() {
        Model model = LocalFunctions.model(List.of(DECAY), g -> {
            String t = g.input("t", FLOAT, 2);
            g.output(g.op("Add", List.of(g.op(id("Decay"), List.of(t)), t)), FLOAT, 2);
        });
        rule.fires(model, "Neg", "Exp", "Identity", "Add");
    }

    @Test
    void attributesComeFromTheCallOrAreDefaults() {
        Function function = function(
                "Leak",
                f -> output(
                        f, f.op("LeakyRelu", List.of(input(f, "a")), reference("alpha", "slope", AttributeKind.FLOAT))),
                Attribute.of("slope", 0.5f));
        Consumer<GraphBuilder> body = g -> {
            String x = g.input("x", FLOAT, 4);
            g.output(g.op(id("Leak"), List.of(x), Attribute.of("slope", 0.25f)), FLOAT, 4);
            g.output(g.op(id("Leak"), List.of(x)), FLOAT, 4);
        };
        Model result = rule.fires(
                LocalFunctions.model(List.of(function), body), "LeakyRelu", "Identity", "LeakyRelu", "Identity");
        assertThat(result.graph().nodes())
                .filteredOn(node -> node.is("LeakyRelu"))
                .extracting(node -> node.floatAttribute("alpha", 0))
                .containsExactly(0.25f, 0.5f);
    }

    @Test
    void attributesInsideABodyAreReplacedToo() {
        Function function = function("Choose", f -> {
            String a = input(f, "a");
            Graph yes = GraphBuilder.graph(
                    "yes", b -> output(b, b.op("Elu", List.of(a), reference("alpha", "slope", AttributeKind.FLOAT))));
            Graph no = GraphBuilder.graph("no", b -> output(b, b.op("Neg", List.of(a))));
            output(
                    f,
                    f.op(
                            "If",
                            List.of(input(f, "c")),
                            Attribute.of("then_branch", yes),
                            Attribute.of("else_branch", no)));
        });
        Model model = LocalFunctions.model(List.of(function), g -> {
            List<String> inputs = List.of(g.input("x", FLOAT, 3), g.input("c", BOOL));
            g.output(g.op(id("Choose"), inputs, Attribute.of("slope", 2f)), FLOAT, 3);
        });
        Model result = rule.fires(model, "If", "Identity");
        Node inner = RuleAssert.only(result, "If").subgraphs().get(0).nodes().get(0);
        assertThat(inner.floatAttribute("alpha", 0)).isEqualTo(2);
    }

    @Test
    void callsInCallsAndInBodies() {
        Function twice = function(
                "Twice", f -> output(f, f.op(id("Decay"), List.of(f.op(id("Decay"), List.of(input(f, "a")))))));
        rule.fires(
                calls(List.of(twice, DECAY), "Twice"), "Neg", "Exp", "Identity", "Neg", "Exp", "Identity", "Identity");
        Model branch = LocalFunctions.model(List.of(DECAY, twice), g -> {
            String x = g.input("x", FLOAT, 2);
            Graph yes = GraphBuilder.graph("yes", b -> b.output(b.op(id("Twice"), List.of(x)), FLOAT, 2));
            Graph no = GraphBuilder.graph("no", b -> b.output(b.op(id("Decay"), List.of(x)), FLOAT, 2));
            g.output(
                    g.op(
                            "If",
                            List.of(g.input("c", BOOL)),
                            Attribute.of("then_branch", yes),
                            Attribute.of("else_branch", no)),
                    FLOAT,
                    2);
        });
        Model result = rule.fires(branch, "If");
        assertThat(result.graph().nestedGraphs())
                .flatExtracting(Graph::nodes)
                .allSatisfy(node -> assertThat(node.op().isDefaultDomain()).isTrue());
    }

    private static final Function BOUNDED = function("Bounded", f -> {
        output(f, f.op("Clip", List.of(input(f, "a"), input(f, "low"), input(f, "high"))));
        output(f, f.op("Neg", List.of("a")));
    });

    @Test
    void anInputMayBeLeftOut() {
        Model model = LocalFunctions.model(List.of(BOUNDED), g -> {
            List<String> inputs = List.of(g.input("x", FLOAT, 3), "", g.input("h", FLOAT));
            g.op(id("Bounded"), 2, inputs).forEach(output -> g.output(output, FLOAT, 3));
        });
        Model result = rule.fires(model, "Clip", "Neg", "Identity", "Identity");
        assertThat(RuleAssert.only(result, "Clip").inputs()).containsExactly("x", "", "h");
    }

    /** The runtime does not run such calls. */
    @Test
    void anOutputMayBeLeftOut() {
        Model model = LocalFunctions.model(List.of(BOUNDED), g -> {
            g.node(new Node("", id("Bounded"), List.of(g.input("x", FLOAT, 3)), List.of("", "y"), List.of()));
            g.output("y", FLOAT, 3);
        });
        Model result = Simplifier.of(SimplifyMode.LOSSLESS).simplify(model).model();
        assertThat(result.functions()).isEmpty();
        assertThat(result.graph().nodes()).singleElement().satisfies(node -> {
            assertThat(node.op()).isEqualTo(OpId.of("Neg"));
            assertThat(node.inputs()).containsExactly("x");
            assertThat(node.outputs()).containsExactly("y");
        });
    }

    @Test
    void overloadsAreToldApart() {
        Map<String, Long> opsets = Map.of("", 17L);
        Function neg = function("F", "neg", opsets, f -> output(f, f.op("Neg", List.of(input(f, "a")))));
        Function abs = function("F", "abs", opsets, f -> output(f, f.op("Abs", List.of(input(f, "a")))));
        Model model = LocalFunctions.model(List.of(neg, abs), g -> {
            String x = g.input("x", FLOAT, 2);
            Node call = new Node(
                    "",
                    id("F"),
                    "abs",
                    List.of(x),
                    List.of("y"),
                    List.of(),
                    "",
                    List.of(),
                    org.onnxnet.graph.Extras.NONE);
            g.node(call);
            g.output("y", FLOAT, 2);
        });
        rule.fires(model, "Abs", "Identity");
    }

    @Test
    void anotherOpsetCountsOnlyIfTheOperatorsDiffer() {
        Consumer<GraphBuilder> body = f -> output(f, f.op("Softmax", List.of(input(f, "a")), Attribute.of("axis", 1)));
        Function same = function("F", "", Map.of("", 13L), body);
        rule.fires(calls(List.of(same), "F"), "Softmax", "Identity");
        // Before version 13 a Softmax worked on a matrix.
        Function other = function("F", "", Map.of("", 12L), body);
        rule.doesNotFire(calls(List.of(other), "F"));
        Simplification left = Simplifier.of(SimplifyMode.LOSSLESS).simplify(calls(List.of(other), "F"));
        assertThat(left.report().refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason())
                        .isEqualTo("function local:F stays: Softmax of opset 12 is another one than that of opset 17"));
    }

    @Test
    void theModelImportsWhatOnlyTheFunctionDid() {
        Function gelu = function("F", "", Map.of("com.microsoft", 1L), f -> {
            output(f, f.op(new OpId("com.microsoft", "QuickGelu"), List.of(input(f, "a"))));
        });
        Model result = rule.fires(calls(List.of(gelu), "F"), "com.microsoft:QuickGelu", "Identity");
        assertThat(result.opsets()).containsEntry("com.microsoft", 1L);
    }

    @Test
    void functionsThatCallThemselvesStay() {
        Function self = function("F", f -> output(f, f.op(id("G"), List.of(input(f, "a")))));
        Function other = function("G", f -> output(f, f.op(id("F"), List.of(input(f, "a")))));
        rule.doesNotFire(calls(List.of(self, other), "F"));
    }

    @Test
    void namesOfStandardOperatorsStay() {
        Function relu = new Function(
                OpId.of("Relu"),
                "",
                List.of("a"),
                List.of("r"),
                List.of(),
                List.of(),
                List.of(new Node("", OpId.of("Neg"), List.of("a"), List.of("r"), List.of())),
                Map.of("", 17L),
                List.of(),
                "",
                List.of(),
                org.onnxnet.graph.Extras.NONE);
        rule.doesNotFire(LocalFunctions.model(
                List.of(relu), g -> g.output(g.op("Relu", List.of(g.input("x", FLOAT, 2))), FLOAT, 2)));
    }

    @Test
    void malformedFunctionsAndCallsStay() {
        Function unknown = function("F", f -> {
            input(f, "a");
            f.node(new Node("", OpId.of("Neg"), List.of("nowhere"), List.of("r"), List.of()));
            output(f, "r");
        });
        Simplification left = Simplifier.of(SimplifyMode.LOSSLESS)
                .withRules(List.of(new InlineFunction()))
                .simplify(calls(List.of(unknown), "F"));
        assertThat(left.report().rewrites()).isEmpty();
        assertThat(left.report().notes())
                .containsExactly("function local:F: left as it is: value 'nowhere' is read, but nothing defines it");
        rule.doesNotFire(LocalFunctions.model(List.of(DECAY), g -> {
            String x = g.input("x", FLOAT, 2);
            g.output(g.op(id("Decay"), List.of(x, x)), FLOAT, 2);
        }));
        Function copy = function("F", f -> output(f, input(f, "a")));
        rule.doesNotFire(LocalFunctions.model(List.of(copy), g -> {
            g.node(new Node("", id("F"), List.of(""), List.of("y"), List.of()));
            g.output("y", FLOAT, 2);
        }));
    }

    /** Forty functions of two calls each would be a million million nodes. */
    @Test
    void whatWouldBeTooLargeStays() {
        List<Function> functions = new ArrayList<>(List.of(DECAY));
        String inner = "Decay";
        for (int i = 0; i < 40; i++) {
            String callee = inner;
            functions.add(function(
                    "F" + i, f -> output(f, f.op(id(callee), List.of(f.op(id(callee), List.of(input(f, "a"))))))));
            inner = "F" + i;
        }
        rule.doesNotFire(calls(functions, inner));
    }
}
