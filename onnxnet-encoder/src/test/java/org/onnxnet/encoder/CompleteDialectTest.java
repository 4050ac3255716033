package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.CompleteTexts.node;
import static org.onnxnet.encoder.CompleteTexts.text;
import static org.onnxnet.encoder.CompleteTexts.undeclared;
import static org.onnxnet.encoder.CompleteTexts.untyped;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.FLOAT16;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

class CompleteDialectTest {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);

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
    void aResidualNetworkWithEachComponent() {
        List<String> texts = new ArrayList<>();
        for (List<Component> components : List.of(
                List.<Component>of(),
                List.of(Component.INPUTS),
                List.of(Component.PARAMETERS),
                List.of(Component.OUT_SHAPE),
                List.of(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE))) {
            Encoder encoder = Encoder.with(components.toArray(Component[]::new));
            String text = encoder.encode(OnnxGraph.build(17, FoldedDialectTest::residual))
                    .text();
            texts.add(components + "\n" + text);
        }
        GoldenTexts.check("complete-components", String.join("\n\n", texts));
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
