package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.ShapeInference;

class FoldedDialectTest {
    private static final Encoder FULL =
            Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE).dialect(Dialect.FOLDED);

    /** A graph whose outputs are declared as inference says. */
    private static OnnxGraph graph(Consumer<GraphBuilder> body) {
        Model model = GraphBuilder.model(17, body);
        return OnnxGraph.of(ShapeInference.standard().infer(model).annotate(model));
    }

    private static void output(GraphBuilder g, String name) {
        g.output(new Value(name, null));
    }

    /** The text of a graph, which has to come back. */
    private static String text(Consumer<GraphBuilder> body) {
        OnnxGraph graph = graph(body);
        String text = FULL.encode(graph).text();
        OnnxGraph decoded = Decoder.decode(text, Dialect.FOLDED);
        assertThat(decoded.canonicalHash()).as(text).isEqualTo(graph.canonicalHash());
        assertThat(FULL.encode(decoded).text()).isEqualTo(text);
        return text;
    }

    private static String conv(GraphBuilder g, String x, long[] weight, boolean hasBias, Attribute... attributes) {
        List<String> inputs = new ArrayList<>(List.of(x, g.input("w" + g.hashCode() + x, FLOAT, weight)));
        if (hasBias) {
            inputs.add(g.input("b" + x, FLOAT, weight[0]));
        }
        return g.op("Conv", inputs, attributes);
    }

    private static String convOf(long[] data, long[] weight, boolean hasBias, Attribute... attributes) {
        return text(g -> output(g, conv(g, g.input("x", FLOAT, data), weight, hasBias, attributes)));
    }

    private static long[] shape(long... dims) {
        return dims;
    }

    @Test
    void aLayerSaysOnlyWhatDoesNotFollow() {
        Attribute same = Attribute.ofInts("pads", 1, 1, 1, 1);
        assertThat(convOf(shape(1, 3, 8, 8), shape(16, 3, 3, 3), true, same)).isEqualTo("Conv(1x3x8x8,out=16,k=3)");
        assertThat(convOf(shape(1, 3, 8, 8), shape(16, 3, 3, 3), true)).isEqualTo("Conv(1x3x8x8,out=16,k=3,p=0)");
        assertThat(convOf(shape(1, 8, 8, 8), shape(8, 8, 1, 1), false)).isEqualTo("Conv(1x8x8x8,bias=0)");
        assertThat(convOf(shape(1, 8, 8, 8), shape(8, 1, 3, 3), true, same, Attribute.of("group", 8)))
                .isEqualTo("Conv(1x8x8x8,g=_,k=3)");
        assertThat(convOf(shape(1, 8, 8, 8), shape(8, 4, 3, 3), true, same, Attribute.of("group", 2)))
                .isEqualTo("Conv(1x8x8x8,g=2,k=3)");
        assertThat(convOf(shape(1, 8, 9), shape(8, 8, 3), true, Attribute.ofInts("pads", 2, 0)))
                .isEqualTo("Conv(1x8x9,k=[3],p=[2,0])");
    }

    @Test
    void weightsThatDoNotFollowAreWritten() {
        assertThat(convOf(shape(1, 8, 8, 8), shape(4, 7, 1, 1), false)).isEqualTo("Conv(1x8x8x8,4x7x1x1)");
        assertThat(text(g -> output(g, g.op("MatMul", List.of(g.input("x", FLOAT, 2, 3), g.input("w", FLOAT, 3, 5))))))
                .isEqualTo("MatMul(2x3,out=5)");
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 2, 3);
                    output(g, g.op("Sub", List.of(g.op("Relu", List.of(x)), g.input("w", FLOAT, 3))));
                }))
                .isEqualTo("Relu(2x3) Sub(1,3x)");
    }

    @Test
    void layersOfOtherKindsKnowTheirWeightsToo() {
        assertThat(text(g -> {
                    String x = g.input("x", FLOAT, 2, 3);
                    String y = g.op("LayerNormalization", List.of(x, g.input("s", FLOAT, 3), g.input("b", FLOAT, 3)));
                    y = g.op("MatMul", List.of(y, g.input("m", FLOAT, 3, 4)));
                    y = g.op("Add", List.of(y, g.input("a", FLOAT, 4)));
                    y = g.op(
                            "Gemm",
                            List.of(y, g.input("v", FLOAT, 5, 4), g.input("c", FLOAT, 5)),
                            Attribute.of("transB", 1));
                    output(g, g.op("PRelu", List.of(y, g.input("p", FLOAT, 5))));
                }))
                .isEqualTo("LayerNormalization(2x3) MatMul(out=4) Add Gemm(out=5) PRelu");
    }

    @Test
    void valuesAreToldByHowLongAgoTheyWereWritten() {
        assertThat(text(g -> {
                    String a = g.op("Relu", List.of(g.input("x", FLOAT, 2, 4)));
                    String b = g.op("Tanh", List.of(a));
                    String c = g.op("Neg", List.of(a));
                    output(g, g.op("Sub", List.of(b, c)));
                }))
                .isEqualTo("Relu(2x4) Tanh Neg(2) Sub(2,1)");
    }

    @Test
    void outputsAreWhatNothingReads() {
        Consumer<GraphBuilder> split = g -> {
            Tensor sizes = Tensor.ofLongs("sizes", 1, 2);
            g.initializer(sizes);
            g.node(new Node(
                    "", OpId.of("Split"), List.of(g.input("x", FLOAT, 3), "sizes"), List.of("a", "b"), List.of()));
        };
        assertThat(text(split.andThen(g -> {
                    output(g, "a");
                    output(g, "b");
                })))
                .isEqualTo("Split(3x,=[1,2],outs=2)");
        assertThat(text(split.andThen(g -> {
                    output(g, "b");
                    output(g, "a");
                })))
                .as("as in COMPLETE, where that is shorter")
                .isEqualTo("Split(3, =[1,2]) --> Out2, Out1");
        assertThat(text(split.andThen(g -> {
                    output(g, g.op("Relu", List.of("b")));
                    output(g, "a");
                })))
                .isEqualTo("Split(3x,=[1,2],outs=2) Relu --> 1, 3");
        assertThat(text(split.andThen(g -> output(g, "b")))).isEqualTo("Split(3x,=[1,2],outs=2) --> 1");
    }

    @Test
    void noTextIsLongerThanThatOfTheCompleteDialect() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            String x = g.input("x", FLOAT, 3, 3);
            String w = g.input("w", FLOAT, 5, 3);
            String y = g.op("Gemm", List.of(x, w), Attribute.of("transB", 1));
            g.output(new Value(y, new ValueType.OfTensor(FLOAT, null)));
        });
        Encoding encoding = FULL.encode(graph);
        assertThat(encoding.text())
                .as("shorter than Gemm(3x3,out=5,bias=0) --> :float[...]")
                .isEqualTo("Gemm(3x3, 5x3) --> Out:float[...]");
        assertThat(encoding.textOf(0)).isEqualTo(encoding.text());
        assertThat(Decoder.decode(encoding.text(), Dialect.FOLDED).canonicalHash())
                .isEqualTo(graph.canonicalHash());
    }

    @Test
    void aStringThatNamesAnOutputIsNoText() {
        assertThat(text(g -> output(
                        g,
                        g.op(
                                "Erf",
                                List.of(g.input("x", FLOAT, 2, 4)),
                                Attribute.of("alpha", "Neg(x) --> Out"),
                                Attribute.of("beta", "--> Out")))))
                .startsWith("Erf(2x4,alpha=\"Neg(x) --> Out\"");
    }

    @Test
    void theTypeOfAnOutputIsWrittenWhereItDoesNotFollow() {
        assertThat(text(g -> {
                    String x = g.op("NonZero", List.of(g.input("x", FLOAT, 4)));
                    g.output(x, INT64, 1, 4);
                }))
                .isEqualTo("NonZero(4x) --> :int64[1x4]");
    }

    @Test
    void namesThatMeanSomethingElseAreQuoted() {
        assertThat(text(g -> output(g, g.op("A", List.of(g.input("x", FLOAT, 2, 4)), Attribute.of("out", 1)))))
                .isEqualTo("\"A\"(2x4,\"out\"=1)");
    }

    @Test
    void aNodeWithoutInputsOrWithoutWeightsHasAMark() {
        assertThat(text(g -> output(g, g.op("RandomUniform", List.of(), Attribute.ofInts("shape", 2)))))
                .isEqualTo("RandomUniform(_,shape=[2])");
        assertThat(text(g -> {
                    String x = g.op("Relu", List.of(g.input("x", FLOAT, 1, 2, 3, 3)));
                    output(g, g.op("Conv", List.of(x)));
                }))
                .isEqualTo("Relu(1x2x3x3) Conv(1,_,k=_)");
    }

    @Test
    void bodiesAreAsInTheCompleteDialect() {
        assertThat(text(g -> {
                    String x = g.op("Relu", List.of(g.input("x", FLOAT, 2, 4)));
                    output(
                            g,
                            g.op(
                                    "If",
                                    List.of(g.input("c", org.onnxnet.graph.ElementType.BOOL)),
                                    Attribute.of(
                                            "then_branch",
                                            GraphBuilder.graph("t", t -> output(t, t.op("Neg", List.of(x))))),
                                    Attribute.of(
                                            "else_branch",
                                            GraphBuilder.graph("e", e -> output(e, e.op("Abs", List.of(x)))))));
                }))
                .isEqualTo("Relu(In1:2x4) If(In2:bool[],else_branch={Abs(Value1) --> Value2:2x4; return Value2},"
                        + "then_branch={Neg(Value1) --> Value3:2x4; return Value3})");
    }

    /** Three stages of two residual blocks. */
    static void residual(GraphBuilder g) {
        String x = g.input("x", FLOAT, 1, 3, 32, 32);
        int channels = 3;
        for (int stage = 0; stage < 3; stage++) {
            for (int block = 0; block < 3; block++) {
                int out = 16 << stage;
                boolean isFirst = block == 0;
                String left = layer(g, x, channels, out, 3, isFirst ? 2 : 1);
                left = layer(g, g.op("Relu", List.of(left)), out, out, 3, 1);
                String right = isFirst ? layer(g, x, channels, out, 1, 2) : x;
                x = g.op("Relu", List.of(g.op("Add", List.of(left, right))));
                channels = out;
            }
        }
        x = g.op("Flatten", List.of(g.op("GlobalAveragePool", List.of(x))));
        output(
                g,
                g.op(
                        "Gemm",
                        List.of(x, g.input("fc.weight", FLOAT, 10, channels), g.input("fc.bias", FLOAT, 10)),
                        Attribute.of("transB", 1)));
    }

    private static String layer(GraphBuilder g, String x, int in, int out, int kernel, int stride) {
        String name = x + "." + kernel;
        long pad = kernel / 2;
        return g.op(
                "Conv",
                List.of(x, g.input(name + ".w", FLOAT, out, in, kernel, kernel), g.input(name + ".b", FLOAT, out)),
                Attribute.ofInts("pads", pad, pad, pad, pad),
                Attribute.ofInts("strides", stride, stride));
    }

    @Test
    void whatRepeatsIsWrittenOnce() {
        GoldenTexts.check("folded-residual", text(FoldedDialectTest::residual));
    }

    @Test
    void writesTheComponentsAskedFor() {
        OnnxGraph graph = graph(FoldedDialectTest::residual);
        List<String> texts = new ArrayList<>();
        for (List<Component> components :
                List.of(List.<Component>of(), List.of(INPUTS), List.of(PARAMETERS), List.of(OUT_SHAPE))) {
            Encoder encoder = Encoder.with(components.toArray(Component[]::new)).dialect(Dialect.FOLDED);
            texts.add(components + "\n" + encoder.encode(graph).text());
        }
        GoldenTexts.check("folded-components", String.join("\n\n", texts));
    }

    @Test
    void spansAreWhereTheMainLineBringsNodesIn() {
        OnnxGraph graph = graph(FoldedDialectTest::residual);
        Encoding encoding = FULL.encode(graph);

        assertThat(encoding.spans()).hasSameSizeAs(graph.nodes());
        assertThat(encoding.textOf(graph.nodes().size() - 1)).isEqualTo("Gemm(out=10)");
        int main = encoding.text().lastIndexOf('\n') + 1;
        assertThat(encoding.spans()).allSatisfy(span -> assertThat(span.start()).isGreaterThanOrEqualTo(main));
    }

    @Test
    void dataInputsKeepTheirNumbers() {
        assertThat(text(g -> {
                    String first = g.input("a", FLOAT, 2, 2);
                    String second = g.input("b", FLOAT, 2, 2);
                    output(g, g.op("Sub", List.of(g.op("Relu", List.of(second)), g.op("Tanh", List.of(first)))));
                }))
                .isEqualTo("Relu(In2:2x2) Tanh(In1:2x2) Sub(2,1)");
    }

    /** What an If gives is known only when the whole network is inferred, and with it what follows from it. */
    @Test
    void anOutputBehindABodyMayBeDeclaredLessExactlyThanItIs() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            String x = g.input("x", FLOAT, 2, 3);
            Graph body = GraphBuilder.graph("body", inside -> output(inside, inside.op("Relu", List.of(x))));
            String chosen = g.op(
                    "If",
                    List.of(g.input("c", ElementType.BOOL)),
                    Attribute.of("then_branch", body),
                    Attribute.of("else_branch", body));
            String sum = g.op("Add", List.of(x, chosen));
            g.output(new Value(sum, new ValueType.OfTensor(FLOAT, null)));
        });
        String text = FULL.encode(graph).text();
        assertThat(text).endsWith("--> :float[...]");
        OnnxGraph decoded = Decoder.decode(text, Dialect.FOLDED);
        assertThat(decoded.canonicalHash()).isEqualTo(graph.canonicalHash());
        assertThat(FULL.encode(decoded).text()).isEqualTo(text);
    }

    /** The type of an output that is an input stands apart from the type of the input. */
    @Test
    void anInputMayBeAnOutputOfAnotherDeclaredType() {
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            String x = g.input("x", FLOAT, 2, 3);
            output(g, g.op("Relu", List.of(x)));
            g.output(new Value(x, new ValueType.OfTensor(FLOAT, null)));
        });
        String text = FULL.encode(graph).text();
        assertThat(text).endsWith("In1 :float[...]");
        OnnxGraph decoded = Decoder.decode(text, Dialect.FOLDED);
        assertThat(decoded.canonicalHash()).isEqualTo(graph.canonicalHash());
        assertThat(FULL.encode(decoded).text()).isEqualTo(text);
    }

    /** The type of an input stands where it is read first, which may be inside. */
    @Test
    void anInputThatABodyReadsFirstGivesLayersTheirWeights() {
        String text = text(g -> {
            String x = g.input("x", FLOAT, 1, 8, 4, 4);
            Graph body = GraphBuilder.graph("body", inside -> output(inside, inside.op("Relu", List.of(x))));
            output(
                    g,
                    g.op(
                            "If",
                            List.of(g.input("c", ElementType.BOOL)),
                            Attribute.of("then_branch", body),
                            Attribute.of("else_branch", body)));
            output(g, conv(g, x, shape(8, 8, 3, 3), true, Attribute.ofInts("pads", 1, 1, 1, 1)));
        });
        assertThat(text).contains("Relu(In").contains("Conv(In");
    }
}
