package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.CompleteTexts.node;
import static org.onnxnet.encoder.CompleteTexts.text;
import static org.onnxnet.encoder.CompleteTexts.undeclared;
import static org.onnxnet.encoder.CompleteTexts.untyped;
import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

/** Operator sets, types, bodies, functions and names. */
class CompleteDialectModelTest {
    @Test
    void operatorSetsAreNamedWhereTheyMatter() {
        Consumer<GraphBuilder> softmax = g -> {
            String x = g.input("x", FLOAT, 2, 3);
            g.output(g.op("Softmax", List.of(x)), FLOAT, 2, 3);
        };
        assertThat(text(GraphBuilder.model(13, softmax))).isEqualTo("Softmax(2x3) --> Out");
        assertThat(text(GraphBuilder.model(22, softmax))).isEqualTo("Softmax(2x3) --> Out");
        assertThat(text(GraphBuilder.model(12, softmax))).isEqualTo("opset 12\nSoftmax(2x3) --> Out");
        Model custom = GraphBuilder.model(17, g -> {
            String x = g.input("x", FLOAT, 2, 3);
            g.output(undeclared(g.op(new OpId("com.acme", "Any"), List.of(x))));
        });
        assertThat(text(custom.withOpset("com.acme", 3))).isEqualTo("opset com.acme 3\ncom.acme:Any(2x3) --> Out");
    }

    @Test
    void whatIsDeclaredOfAnOutputIsWrittenWhereItCannotBeInferred() {
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 2, 3);
                    g.output(g.op(new OpId("com.acme", "Any"), List.of(x)), FLOAT, 7);
                }))
                .isEqualTo("com.acme:Any(2x3) --> Out:7");
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 2, 3);
                    g.output(new Value(
                            g.op("Relu", List.of(x)),
                            ValueType.tensor(FLOAT, new Shape(List.of(Dim.UNKNOWN, Dim.of(3))))));
                }))
                .isEqualTo("Relu(2x3) --> Out:?x3");
    }

    @Test
    void namedDimensionsGetNamesOfOurs() {
        Shape shape = new Shape(List.of(Dim.of("batch"), Dim.of("sequence length"), Dim.of(8)));
        assertThat(text(g -> {
                    g.input(new Value("x", ValueType.tensor(FLOAT, shape)));
                    g.node(node("Relu", List.of("x"), List.of("a")));
                    g.node(node("Concat", List.of("a", "a"), List.of("b"), Attribute.of("axis", 1)));
                    g.node(node("Tanh", List.of("b"), List.of("y")));
                    g.output(undeclared("y"));
                }))
                .startsWith("Relu(n1xn2x8) --> Value1:n1xn2x8\nConcat(Value1, Value1) --> Value2:n1x(2*n2)x8\n");
    }

    @Test
    void typesOfEveryKind() {
        assertThat(text(g -> {
                    g.input(new Value("a", new ValueType.OfSequence(ValueType.tensor(INT64, 2))));
                    g.input(new Value("b", new ValueType.OfOptional(ValueType.tensor(FLOAT))));
                    g.input(new Value("c", new ValueType.OfMap(INT64, ValueType.tensor(ElementType.STRING, 1))));
                    g.input(new Value("d", new ValueType.OfSparseTensor(FLOAT, Shape.of(2, 2))));
                    g.input(new Value("e", ValueType.tensor(FLOAT, (Shape) null)));
                    g.input(undeclared("f"));
                    g.node(new Node(
                            "", new OpId("x", "Y"), List.of("a", "b", "c", "d", "e", "f"), List.of(), List.of()));
                }))
                .isEqualTo("x:Y(In1:seq(int64[2]), In2:optional(float[]), In3:map(int64,string[1]), "
                        + "In4:sparse(2x2), In5:float[...], In6:?)");
    }

    @Test
    void bodiesAreInline() {
        Graph thenBranch = GraphBuilder.graph("then", g -> {
            g.node(node("Relu", List.of("a"), List.of("t")));
            g.node(node("Tanh", List.of("t"), List.of("u")));
            g.output("u", FLOAT, 4);
        });
        Graph elseBranch = GraphBuilder.graph("else", g -> g.output("a", FLOAT, 4));
        assertThat(untyped(g -> {
                    g.input("c", BOOL);
                    g.input("x", FLOAT, 4);
                    g.node(node("Neg", List.of("x"), List.of("a")));
                    g.node(node(
                            "If",
                            List.of("c"),
                            List.of("y"),
                            Attribute.of("then_branch", thenBranch),
                            Attribute.of("else_branch", elseBranch)));
                    g.output("y", FLOAT, 4);
                }))
                .isEqualTo("Neg(In2:4) --> Value1\n"
                        + "If(In1:bool[]) (else_branch={return Value1},"
                        + "then_branch={Relu(Value1) --> Tanh(prev) --> Value2; return Value2}) --> Out");
    }

    @Test
    void bodiesHaveArguments() {
        Graph body = GraphBuilder.graph("body", g -> {
            g.input("i", INT64);
            g.input("go", BOOL);
            g.input("state", FLOAT, 4);
            g.node(node("Add", List.of("state", "x"), List.of("next")));
            g.node(node("Identity", List.of("go"), List.of("on")));
            g.output("on", BOOL);
            g.output("next", FLOAT, 4);
        });
        assertThat(untyped(g -> {
                    g.input("x", FLOAT, 4);
                    g.initializer(Tensor.ofLongs("trips", Shape.SCALAR, 3));
                    g.node(node("Loop", List.of("trips", "", "x"), List.of("y"), Attribute.of("body", body)));
                    g.output("y", FLOAT, 4);
                }))
                .isEqualTo("Loop(=3, _, In1:4) (body={Arg1, Arg2, Arg3 | "
                        + "Identity(Arg2) --> Value1; Add(Arg3, In1) --> Value2; return Value1, Value2}) --> Out");
    }

    @Test
    void functionsComeFirst() {
        OpId act = new OpId("com.acme", "Act");
        Attribute slope = new Attribute.Reference("alpha", "slope", AttributeKind.FLOAT, Extras.NONE);
        Function function = new Function(
                act,
                "",
                List.of("in"),
                List.of("out"),
                List.of(),
                List.of(Attribute.of("slope", 0.5f)),
                List.of(
                        node("LeakyRelu", List.of("in"), List.of("t"), slope),
                        node("Tanh", List.of("t"), List.of("out"))),
                Map.of("", 18L),
                List.of(),
                "",
                List.of(),
                Extras.NONE);
        Model model = GraphBuilder.model(17, g -> {
            String x = g.input("x", FLOAT, 4);
            String y = g.op(act, List.of(x), Attribute.of("slope", 0.5f));
            g.output(undeclared(g.op(act, List.of(y), Attribute.of("slope", 0.25f))));
        });
        String text = text(model.withFunctions(List.of(function)));

        assertThat(text)
                .startsWith("function com.acme:Act (slope=0.5) "
                        + "{Arg1 | LeakyRelu(Arg1) (alpha=@slope:float) --> Tanh(prev) --> Value1; return Value1}\n"
                        + "com.acme:Act(4) --> Value2")
                .contains("com.acme:Act(Value2) (slope=0.25) --> Out");
        assertThat(text(model.withFunctions(List.of())))
                .as("without the function, its name alone")
                .doesNotContain("function");
    }

    @Test
    void oddNamesAreQuoted() {
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 4);
                    String y = g.op(OpId.of("opset"), List.of(x));
                    y = g.op(OpId.of("My Op"), List.of(y), Attribute.of("a=b", 1));
                    g.output(undeclared(y));
                }))
                .isEqualTo("\"opset\"(4) --> Value1\n\"My Op\"(Value1) (\"a=b\"=1) --> Out");
    }
}
