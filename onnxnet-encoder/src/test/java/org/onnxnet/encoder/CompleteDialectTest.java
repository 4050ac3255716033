package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;
import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.FLOAT16;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Bytes;
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

class CompleteDialectTest {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);

    private static String text(Model model) {
        return FULL.encode(OnnxGraph.of(model)).text();
    }

    private static String text(Consumer<GraphBuilder> body) {
        return text(GraphBuilder.model(17, body));
    }

    /** Without types, which do not matter to some tests. */
    private static String untyped(Consumer<GraphBuilder> body) {
        return Encoder.with(INPUTS, PARAMETERS)
                .encode(OnnxGraph.build(17, body))
                .text();
    }

    private static Node node(String op, List<String> inputs, List<String> outputs, Attribute... attributes) {
        return new Node("", OpId.of(op), inputs, outputs, List.of(attributes));
    }

    private static Value undeclared(String name) {
        return new Value(name, null);
    }

    /** A stem, a chain, and a head. */
    private static void small(GraphBuilder g) {
        String x = g.input("x", FLOAT, 1, 3, 8, 8);
        String w = g.input("w", FLOAT, 16, 3, 3, 3);
        String b = g.input("b", FLOAT, 16);
        String y = g.op("Conv", List.of(x, w, b), Attribute.ofInts("pads", 1, 1, 1, 1));
        y = g.op("Relu", List.of(y));
        y = g.op("GlobalAveragePool", List.of(y));
        g.output(g.op("Flatten", List.of(y)), FLOAT, 1, 16);
    }

    @Test
    void writesOneLinePerChain() {
        assertThat(text(CompleteDialectTest::small))
                .isEqualTo(
                        "Conv(1x3x8x8, 16x3x3x3, 16) (dilations=1,kernel_shape=3,pads=1,strides=1) --> Value1:1x16x8x8\n"
                                + "Relu(Value1) --> GlobalAveragePool(prev) --> Flatten(prev) --> Out");
    }

    @Test
    void writesTheComponentsAskedFor() {
        OnnxGraph graph = OnnxGraph.build(17, CompleteDialectTest::small);
        String chain = "\nRelu --> GlobalAveragePool --> Flatten --> Out";

        assertThat(Encoder.with().encode(graph).text()).isEqualTo("Conv --> Value1" + chain);
        assertThat(Encoder.with(PARAMETERS).encode(graph).text())
                .isEqualTo("Conv (dilations=1,kernel_shape=3,pads=1,strides=1) --> Value1" + chain);
        assertThat(Encoder.with(OUT_SHAPE).encode(graph).text()).isEqualTo("Conv --> Value1:1x16x8x8" + chain);
        assertThat(Encoder.with(INPUTS).encode(graph).text())
                .isEqualTo("Conv(1x3x8x8, 16x3x3x3, 16) --> Value1\n"
                        + "Relu(Value1) --> GlobalAveragePool(prev) --> Flatten(prev) --> Out");
    }

    @Test
    void aChainEndsWhereItsValueIsReadTwice() {
        assertThat(text(g -> {
                    String a = g.op("Relu", List.of(g.input("x", FLOAT, 4)));
                    String b = g.op("Tanh", List.of(a));
                    String c = g.op("Neg", List.of(b));
                    String d = g.op("Abs", List.of(b));
                    g.output(g.op("Add", List.of(c, d)), FLOAT, 4);
                }))
                .isEqualTo("Relu(4) --> Value1:4\nTanh(Value1) --> Value2:4\nNeg(Value2) --> Value3:4\n"
                        + "Abs(Value2) --> Value4:4\nAdd(Value3, Value4) --> Out");
    }

    @Test
    void prevStandsInItsSlot() {
        assertThat(text(g -> {
                    String a = g.op("Relu", List.of(g.input("x", FLOAT, 4)));
                    String b = g.op("Tanh", List.of(a));
                    String half = g.initializer(Tensor.ofFloats("half", Shape.SCALAR, 0.5f));
                    g.output(g.op("Sub", List.of(half, b)), FLOAT, 4);
                }))
                .isEqualTo("Relu(4) --> Value1:4\nTanh(Value1) --> Sub(=0.5, prev) --> Out");
    }

    @Test
    void dataInputsHaveNumbersWhereThereAreSeveral() {
        assertThat(text(g -> {
                    g.input("a", FLOAT, 4);
                    g.input("b", FLOAT, 4);
                    g.output(g.op("Sub", List.of("b", "a")), FLOAT, 4);
                }))
                .isEqualTo("Sub(In2:4, In1:4) --> Out");
    }

    @Test
    void whatIsReadAgainHasAName() {
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 4, 4);
                    String w = g.input("w", FLOAT, 4, 4);
                    String a = g.op("MatMul", List.of(x, w));
                    String b = g.op("MatMul", List.of(a, w));
                    g.output(g.op("Add", List.of(b, x)), FLOAT, 4, 4);
                }))
                .isEqualTo("MatMul(In1:4x4, Param1:4x4) --> Value1:4x4\n"
                        + "MatMul(Value1, Param1) --> Add(prev, In1) --> Out");
    }

    @Test
    void constantsThatSayHowToComputeAreWrittenOut() {
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 2, 6);
                    String shape = g.initializer(Tensor.ofLongs("shape", 3, -1));
                    String y = g.op("Reshape", List.of(x, shape));
                    String low = g.op("Constant", List.of(), Attribute.of("value_float", -1.5f));
                    y = g.op("Clip", List.of(y, low));
                    String axis = g.initializer(Tensor.ofLongs("axis", Shape.SCALAR, 1));
                    g.output(g.op("CumSum", List.of(y, axis)), FLOAT, 3, 4);
                }))
                .isEqualTo("Reshape(2x6, =[3,-1]) --> Value1:3x4\nClip(Value1, =-1.5) --> CumSum(prev, =1) --> Out");
    }

    @Test
    void weightsAreWrittenByTypeAndConstantsOfSmallFloatsToo() {
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT16, 2, 3);
                    String w = g.input("w", FLOAT16, 3, 5);
                    g.output(g.op("MatMul", List.of(x, w)), FLOAT16, 2, 5);
                }))
                .isEqualTo("MatMul(float16[2x3], float16[3x5]) --> Out");
    }

    @Test
    void omittedInputsAndOutputsAreUnderscores() {
        assertThat(text(g -> {
                    g.input("x", FLOAT, 4);
                    g.initializer(Tensor.ofFloats("max", Shape.SCALAR, 6));
                    g.node(node("Clip", List.of("x", "", "max"), List.of("y")));
                    g.node(node("Relu", List.of("y", "", ""), List.of("z")));
                    g.output("z", FLOAT, 4);
                }))
                .isEqualTo("Clip(4, _, =6.0) --> Value1:4\nRelu(Value1) --> Out");
        assertThat(untyped(g -> {
                    g.input("x", FLOAT, 5, 1, 4);
                    g.input("w", FLOAT, 1, 3, 4);
                    g.input("r", FLOAT, 1, 3, 3);
                    g.node(node("RNN", List.of("x", "w", "r"), List.of("", "h"), Attribute.of("hidden_size", 3)));
                    g.output("h", FLOAT, 1, 1, 3);
                }))
                .isEqualTo("RNN(5x1x4, 1x3x4, 1x3x3) (hidden_size=3) --> _, Out");
    }

    @Test
    void severalOutputsOfANodeAndOfTheGraph() {
        assertThat(text(g -> {
                    g.input("x", FLOAT, 2, 4);
                    g.node(node("Split", List.of("x"), List.of("a", "b"), Attribute.of("axis", 1)));
                    g.node(node("Relu", List.of("a"), List.of("c")));
                    g.node(node("Tanh", List.of("c"), List.of("d")));
                    g.output("d", FLOAT, 2, 2);
                    g.output("c", FLOAT, 2, 2);
                    g.output("c", FLOAT, 2, 2);
                    g.output("x", FLOAT, 2, 4);
                }))
                .isEqualTo("Split(In1:2x4) (axis=1) --> Value1:2x2, Value2:2x2\nRelu(Value1) --> Out2\n"
                        + "Tanh(Out2) --> Out1\nOut2 --> Out3\nIn1 --> Out4");
    }

    @Test
    void outputsThatNoNodeWrites() {
        assertThat(text(g -> {
                    g.input("x", FLOAT, 4);
                    g.initializer(Tensor.ofLongs("c", 7));
                    g.output("x", FLOAT, 4);
                    g.output("c", INT64, 1);
                }))
                .isEqualTo("4 --> Out1\n=[7] --> Out2");
        assertThat(text(g -> {})).isEmpty();
    }

    @Test
    void deadNodesComeLast() {
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 4);
                    String dead = g.op("Exp", List.of(x));
                    g.op("Log", List.of(dead));
                    g.output(g.op("Relu", List.of(x)), FLOAT, 4);
                }))
                .isEqualTo("Relu(In1:4) --> Out\nExp(In1) --> Value1:4\nLog(Value1) --> Value2:4");
    }

    @Test
    void usualAttributesAreLeftOutAndOthersWritten() {
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 1, 4, 8, 8);
                    String a = g.op("MaxPool", List.of(x), Attribute.ofInts("kernel_shape", 3, 3));
                    String b = g.op(
                            "AveragePool",
                            List.of(x),
                            Attribute.ofInts("kernel_shape", 3, 4),
                            Attribute.ofInts("pads", 0, 0, 0, 1),
                            Attribute.of("count_include_pad", 1));
                    String y = g.op("Concat", List.of(a, b), Attribute.of("axis", 1));
                    y = g.op("Concat", List.of(y, y), Attribute.of("axis", 0));
                    y = g.op("ReduceMean", List.of(y), Attribute.ofInts("axes", 2, 3), Attribute.of("keepdims", 0));
                    String z = g.op("ReduceMax", List.of(y), Attribute.ofInts("axes", 1));
                    g.output(z, FLOAT, 2, 1);
                }))
                .isEqualTo("""
                        MaxPool(In1:1x4x8x8) (kernel_shape=3,pads=0,strides=1) --> Value1:1x4x6x6
                        AveragePool(In1) (count_include_pad=1,kernel_shape=[3,4],pads=[0,0,0,1],strides=1) --> Value2:1x4x6x6
                        Concat(Value1, Value2) --> Value3:1x8x6x6
                        Concat(Value3, Value3) (axis=0) --> Value4:2x8x6x6
                        ReduceMean(Value4) (axes=[2,3]) --> ReduceMax(prev) (axes=[1],keepdims=1) --> Out""");
    }

    @Test
    void gemmShowsWhatIsUnusual() {
        assertThat(gemm(Attribute.of("transB", 1))).isEqualTo("Gemm(2x3, 3x3) --> Out");
        assertThat(gemm()).isEqualTo("Gemm(2x3, 3x3) (transB=0) --> Out");
        assertThat(gemm(Attribute.of("alpha", 0.1f), Attribute.of("beta", 1f), Attribute.of("transB", 1)))
                .isEqualTo("Gemm(2x3, 3x3) (alpha=0.1) --> Out");
    }

    private static String gemm(Attribute... attributes) {
        return text(g -> {
            String x = g.input("x", FLOAT, 2, 3);
            String w = g.input("w", FLOAT, 3, 3);
            g.output(g.op("Gemm", List.of(x, w), attributes), FLOAT, 2, 3);
        });
    }

    @Test
    void attributesOfEveryKindShowTheirKind() {
        Attribute[] attributes = {
            Attribute.of("int", -3),
            Attribute.of("float", 2f),
            Attribute.of("string", "say \"hi\"\n"),
            Attribute.ofInts("ints", 1, 1),
            Attribute.ofFloats("floats", 0.1f, Float.NaN),
            Attribute.ofStrings("strings", "a", "b"),
            Attribute.ofInts("no_ints"),
            Attribute.ofFloats("no_floats"),
            Attribute.of("tensor", Tensor.ofLongs("", Shape.of(1, 2), 1, 2)),
            new Attribute.OfTensors("tensors", List.of(Tensor.ofFloats("", Shape.SCALAR, 1)), Extras.NONE),
            new Attribute.OfType("type", new ValueType.OfSequence(ValueType.tensor(FLOAT, 2)), Extras.NONE),
            new Attribute.Undefined("undefined", Extras.NONE),
            new Attribute.OfString("bytes", Bytes.wrap(new byte[] {(byte) 0xFF, 'a'}), Extras.NONE),
        };
        OpId custom = new OpId("com.acme", "Any");
        assertThat(text(g -> {
                    g.input("x", FLOAT, 4);
                    g.node(new Node("", custom, List.of("x"), List.of("y"), List.of(attributes)));
                    g.output(undeclared("y"));
                }))
                .isEqualTo("com.acme:Any(4) (bytes=\"\\xffa\",float=2.0,floats=[0.1,nan],int=-3,ints=[1,1],"
                        + "no_floats=floats(),no_ints=ints(),string=\"say \\\"hi\\\"\\x0a\",strings=[\"a\",\"b\"],"
                        + "tensor=tensor(int64=[[1,2]]),tensors=tensors(float=1.0),type=type(seq(2)),"
                        + "undefined=undefined()) --> Out");
    }

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

    @Test
    void spansCoverTheNodesAndConstantsWhereTheyAreRead() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            g.input("x", FLOAT, 2, 6);
            g.node(node("Constant", List.of(), List.of("unread"), Attribute.of("value_int", 1)));
            g.node(node("Relu", List.of("x"), List.of("a")));
            g.node(node("Constant", List.of(), List.of("s"), Attribute.ofInts("value_ints", 3, 4)));
            g.node(node("Tanh", List.of("a"), List.of("b")));
            g.node(node("Reshape", List.of("b", "s"), List.of("y")));
            g.output("y", FLOAT, 3, 4);
        });
        Encoding encoding = FULL.encode(graph);

        assertThat(encoding.spans()).hasSize(5);
        assertThat(encoding.span(0).length()).isZero();
        assertThat(encoding.textOf(1)).isEqualTo("Relu(2x6) --> Value1:2x6");
        assertThat(encoding.textOf(2)).isEqualTo("=[3,4]");
        assertThat(encoding.textOf(3)).isEqualTo("Tanh(Value1)");
        assertThat(encoding.textOf(4)).isEqualTo("Reshape(prev, =[3,4]) --> Out");
        assertThat(encoding).hasToString(encoding.text());
    }
}
