package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.testing.RandomGraphs;
import org.onnxnet.testing.RandomGraphs.RandomModel;
import org.onnxnet.testing.Renaming;
import org.onnxnet.testing.Reordering;

class CanonicalHashTest {
    private static String hash(Model model) {
        return CanonicalHash.of(model);
    }

    private static String hash(long opset, Consumer<GraphBuilder> body) {
        return hash(GraphBuilder.model(opset, body));
    }

    private static String hash(Consumer<GraphBuilder> body) {
        return hash(17, body);
    }

    private static Consumer<GraphBuilder> conv(Attribute... attributes) {
        return g -> {
            String x = g.input("x", FLOAT, 1, 3, 8, 8);
            String w = g.input("w", FLOAT, 4, 3, 3, 3);
            g.output(g.op("Conv", List.of(x, w), attributes), FLOAT, 1, 4, 6, 6);
        };
    }

    private static Consumer<GraphBuilder> unary(String op, Attribute... attributes) {
        return g -> {
            String x = g.input("x", FLOAT, 2, 3);
            g.output(g.op(op, List.of(x), attributes), FLOAT, 2, 3);
        };
    }

    @Test
    void is64HexadecimalDigits() {
        assertThat(hash(conv())).matches("[0-9a-f]{64}").isEqualTo(hash(conv()));
    }

    @Test
    void defaultsDoNotCount() {
        assertThat(hash(conv(
                        Attribute.of("group", 1),
                        Attribute.of("auto_pad", "NOTSET"),
                        Attribute.ofInts("kernel_shape", 3, 3),
                        Attribute.ofInts("strides", 1, 1),
                        Attribute.ofInts("pads", 0, 0, 0, 0),
                        Attribute.ofInts("dilations", 1, 1))))
                .isEqualTo(hash(conv()));
        assertThat(hash(unary("LeakyRelu", Attribute.of("alpha", 0.01f)))).isEqualTo(hash(unary("LeakyRelu")));
        assertThat(hash(unary("Transpose", Attribute.ofInts("perm", 1, 0)))).isEqualTo(hash(unary("Transpose")));
    }

    @Test
    void attributesCount() {
        assertThat(List.of(
                        hash(conv()),
                        hash(conv(Attribute.ofInts("strides", 2, 2))),
                        hash(conv(Attribute.ofInts("strides", 1, 2))),
                        hash(conv(Attribute.ofInts("pads", 1, 1, 1, 1))),
                        hash(conv(Attribute.of("auto_pad", "SAME_UPPER"))),
                        hash(conv(Attribute.of("auto_pad", "SAME_LOWER"))),
                        hash(unary("LeakyRelu")),
                        hash(unary("LeakyRelu", Attribute.of("alpha", 0.02f))),
                        hash(unary("Relu"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfAttributesDoesNotCount() {
        Attribute pads = Attribute.ofInts("pads", 1, 1, 1, 1);
        Attribute strides = Attribute.ofInts("strides", 2, 2);
        assertThat(hash(conv(pads, strides))).isEqualTo(hash(conv(strides, pads)));
    }

    @Test
    void weightsCountByTypeWhetherInputsOrInitializers() {
        String asInput = hash(conv());
        float[] zeros = new float[108];
        float[] ones = zeros.clone();
        java.util.Arrays.fill(ones, 1);
        for (float[] values : List.of(zeros, ones)) {
            assertThat(hash(g -> {
                        String x = g.input("x", FLOAT, 1, 3, 8, 8);
                        String w = g.initializer(Tensor.ofFloats("w", Shape.of(4, 3, 3, 3), values));
                        g.output(g.op("Conv", List.of(x, w)), FLOAT, 1, 4, 6, 6);
                    }))
                    .isEqualTo(asInput);
        }
        assertThat(hash(g -> {
                    String x = g.input("x", FLOAT, 1, 3, 8, 8);
                    String w = g.input("w", FLOAT, 5, 3, 3, 3);
                    g.output(g.op("Conv", List.of(x, w)), FLOAT, 1, 4, 6, 6);
                }))
                .isNotEqualTo(asInput);
    }

    private static Consumer<GraphBuilder> reshape(boolean asNode, long... shape) {
        return g -> {
            String x = g.input("x", FLOAT, 2, 6);
            String s = asNode
                    ? g.op("Constant", List.of(), Attribute.ofInts("value_ints", shape))
                    : g.initializer(Tensor.ofLongs("s", shape));
            g.output(g.op("Reshape", List.of(x, s)), FLOAT, 3, 4);
        };
    }

    @Test
    void elementsOfIntegerConstantsCountWhereverTheyAre() {
        assertThat(hash(reshape(false, 3, 4))).isEqualTo(hash(reshape(true, 3, 4)));
        assertThat(hash(reshape(false, 3, 4))).isNotEqualTo(hash(reshape(false, 3, -1)));
    }

    @Test
    void wiringCounts() {
        Consumer<GraphBuilder> straight = g -> {
            String a = g.op("Relu", List.of(g.input("x", FLOAT, 4)));
            String b = g.op("Tanh", List.of(a));
            g.output(g.op("Sub", List.of(a, b)), FLOAT, 4);
        };
        Consumer<GraphBuilder> crossed = g -> {
            String a = g.op("Relu", List.of(g.input("x", FLOAT, 4)));
            String b = g.op("Tanh", List.of(a));
            g.output(g.op("Sub", List.of(b, a)), FLOAT, 4);
        };
        assertThat(hash(straight)).isNotEqualTo(hash(crossed));
    }

    @Test
    void theOrderOfDataInputsCounts() {
        Consumer<GraphBuilder> one = g -> {
            g.input("a", FLOAT, 4);
            g.input("b", FLOAT, 4);
            g.output(g.op("Sub", List.of("a", "b")), FLOAT, 4);
        };
        Consumer<GraphBuilder> other = g -> {
            g.input("a", FLOAT, 4);
            g.input("b", FLOAT, 4);
            g.output(g.op("Sub", List.of("b", "a")), FLOAT, 4);
        };
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    @Test
    void unreadInputsAndTheOrderOfWeightsDoNotCount() {
        assertThat(hash(g -> {
                    g.input("unread", FLOAT, 7);
                    g.input("w", FLOAT, 4, 3, 3, 3);
                    g.input("x", FLOAT, 1, 3, 8, 8);
                    g.initializer(Tensor.ofLongs("unread too", 1));
                    g.output(g.op("Conv", List.of("x", "w")), FLOAT, 1, 4, 6, 6);
                }))
                .isEqualTo(hash(conv()));
    }

    @Test
    void sharingABiasDoesNotCountButSharingAKernelDoes() {
        assertThat(hash(twoConvolutions("b", "b", "v", "w"))).isEqualTo(hash(twoConvolutions("b", "c", "v", "w")));
        assertThat(hash(twoConvolutions("b", "c", "w", "w"))).isNotEqualTo(hash(twoConvolutions("b", "c", "v", "w")));
    }

    private static Consumer<GraphBuilder> twoConvolutions(String bias1, String bias2, String kernel1, String kernel2) {
        return g -> {
            String x = g.input("x", FLOAT, 1, 3, 8, 8);
            g.input("v", FLOAT, 3, 3, 1, 1);
            g.input("w", FLOAT, 3, 3, 1, 1);
            g.input("b", FLOAT, 3);
            g.input("c", FLOAT, 3);
            String y = g.op("Conv", List.of(x, kernel1, bias1));
            g.output(g.op("Conv", List.of(y, kernel2, bias2)), FLOAT, 1, 3, 8, 8);
        };
    }

    @Test
    void opsetsCountOnlyWhereTheyChangeTheMeaning() {
        assertThat(hash(13, unary("Relu"))).isEqualTo(hash(22, unary("Relu")));
        assertThat(hash(12, unary("Softmax"))).isNotEqualTo(hash(13, unary("Softmax")));
        assertThat(hash(13, unary("Softmax"))).isEqualTo(hash(20, unary("Softmax")));
    }

    @Test
    void documentationAndMetadataDoNotCount() {
        Model model = GraphBuilder.model(17, conv());
        Model documented = model.withMetadata(List.of(new org.onnxnet.graph.Property("accuracy", "94")))
                .withGraph(model.graph().with(parts -> parts.doc("a network").name("other")));
        assertThat(hash(documented)).isEqualTo(hash(model));
    }

    @Test
    void namesOfDimensionsDoNotCountButWhichAreEqualDoes() {
        assertThat(hash(batch("N", "N"))).isEqualTo(hash(batch("batch", "batch")));
        assertThat(hash(batch("N", "N"))).isNotEqualTo(hash(batch("N", "M")));
        assertThat(hash(batch("N", "N"))).isNotEqualTo(hash(batch("", "")));
    }

    private static Consumer<GraphBuilder> batch(String in, String out) {
        return g -> {
            g.input(new Value("x", ValueType.tensor(FLOAT, new Shape(List.of(Dim.of(in), Dim.of(3))))));
            g.node(new Node("", OpId.of("Relu"), List.of("x"), List.of("y"), List.of()));
            g.output(new Value("y", ValueType.tensor(FLOAT, new Shape(List.of(Dim.of(out), Dim.of(3))))));
        };
    }

    @Test
    void typesOfTheInterfaceCount() {
        Consumer<GraphBuilder> longs = g -> {
            String x = g.input("x", INT64, 2, 3);
            g.output(g.op("Relu", List.of(x)), INT64, 2, 3);
        };
        assertThat(hash(longs)).isNotEqualTo(hash(unary("Relu")));
    }

    @Test
    void aValueThatNothingDefinesIsAnError() {
        Model model = GraphBuilder.model(17, g -> {
            g.node(new Node("n", OpId.of("Relu"), List.of("nowhere"), List.of("y"), List.of()));
            g.output("y", FLOAT, 1);
        });
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> hash(model))
                .withMessageContaining("'nowhere'")
                .withMessageContaining("'n' Relu");
    }

    @Provide
    Arbitrary<RandomModel> models() {
        return RandomGraphs.models();
    }

    @Property(tries = 200)
    void namesAndFileOrderDoNotCount(@ForAll("models") RandomModel made, @ForAll long seed) {
        Model model = made.model();
        String hash = hash(model);
        assertThat(hash(Renaming.all(model, seed))).isEqualTo(hash);
        assertThat(hash(Reordering.of(model, seed))).isEqualTo(hash);
    }

    @Test
    void versionsThatNoStandardHasDoNotHoldItUp() {
        assertThat(hash(1L << 40, unary("Relu"))).isEqualTo(hash(unary("Relu")));
        assertThat(hash(-(1L << 40), unary("Relu"))).isNotEqualTo(hash(unary("Relu")));
    }
}
