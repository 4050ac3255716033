package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;
import static org.onnxnet.graph.ElementType.FLOAT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/** What the authors' encoder prints, mistakes included. */
class ReferenceWriterTest {
    private static final Set<Component> FULL = Set.of(INPUTS, PARAMETERS, OUT_SHAPE);

    private final Map<String, ValueType> types = new HashMap<>();

    private String write(Set<Component> components, Consumer<GraphBuilder> body) {
        Graph graph = GraphBuilder.graph("g", body);
        return encode(graph, components).text();
    }

    private Encoding encode(Graph graph, Set<Component> components) {
        SpannedText text = new SpannedText(graph.nodes().size());
        new ReferenceWriter(graph, components, types::get, text).write();
        return text.toEncoding();
    }

    private String full(Consumer<GraphBuilder> body) {
        return write(FULL, body);
    }

    private void shape(String value, long... dims) {
        types.put(value, ValueType.tensor(FLOAT, dims));
    }

    private static Node node(String op, List<String> inputs, List<String> outputs, Attribute... attributes) {
        return new Node("", OpId.of(op), inputs, outputs, List.of(attributes));
    }

    /** A stem that stands alone, a chain, and the output. */
    private static void small(GraphBuilder g) {
        g.input("x", FLOAT, 1, 3, 8, 8);
        g.input("w", FLOAT, 16, 3, 3, 3);
        g.node(node("Conv", List.of("x", "w"), List.of("a"), Attribute.ofInts("pads", 1, 1, 1, 1)));
        g.node(node("Relu", List.of("a"), List.of("b")));
        g.node(node("Flatten", List.of("b"), List.of("y"), Attribute.of("axis", 1)));
        g.output("y", FLOAT, 1, 1024);
    }

    @Test
    void writesEachVariantOfThePaper() {
        shape("a", 1, 16, 8, 8);
        assertThat(full(ReferenceWriterTest::small))
                .isEqualTo(
                        "Conv(1x3x8x8, 16x3x3x3)(pads=1) --> Value1:1x16x8x8\nRelu(Value1) --> Flatten(prev) --> Out");
        assertThat(write(Set.of(), ReferenceWriterTest::small)).isEqualTo("Conv --> Value\nRelu --> Flatten --> Out");
        assertThat(write(Set.of(INPUTS), ReferenceWriterTest::small))
                .isEqualTo("Conv(1x3x8x8, 16x3x3x3) --> Value1\nRelu(Value1) --> Flatten(prev) --> Out");
        assertThat(write(Set.of(PARAMETERS), ReferenceWriterTest::small))
                .isEqualTo("Conv(pads=1) --> Value\nRelu --> Flatten --> Out");
        assertThat(write(Set.of(OUT_SHAPE), ReferenceWriterTest::small))
                .as("with the parenthesis that the authors left behind")
                .isEqualTo("Conv) --> Value:1x16x8x8\nRelu --> Flatten --> Out");
    }

    @Test
    void composesWhatTheAuthorsDoNotHave() {
        shape("a", 1, 16, 8, 8);
        assertThat(write(Set.of(INPUTS, PARAMETERS), ReferenceWriterTest::small))
                .isEqualTo("Conv(1x3x8x8, 16x3x3x3)(pads=1) --> Value1\nRelu(Value1) --> Flatten(prev) --> Out");
        assertThat(write(Set.of(PARAMETERS, OUT_SHAPE), ReferenceWriterTest::small))
                .isEqualTo("Conv(pads=1) --> Value:1x16x8x8\nRelu --> Flatten --> Out");
    }

    @Test
    void chainThatCutsAnotherLosesItsInput() {
        shape("a", 4);
        assertThat(full(g -> {
                    g.input("x", FLOAT, 4);
                    g.input("w", FLOAT, 4);
                    g.node(node("Add", List.of("x", "w"), List.of("s")));
                    g.node(node("Relu", List.of("s"), List.of("a")));
                    g.node(node("Tanh", List.of("s"), List.of("b")));
                    g.node(node("Mul", List.of("a", "b"), List.of("y")));
                    g.output("y", FLOAT, 4);
                }))
                .isEqualTo("""
                        Add(4, 4) --> Value1
                        Relu(Value1) --> Value2:4
                        Tanh() --> Value3
                        Mul(Value2, Value3) --> Out:
                        """);
    }

    @Test
    void chainThatCutsAnotherKeepsItsInputBesideAWeight() {
        assertThat(full(g -> {
                    g.input("x", FLOAT, 4);
                    g.initializer(Tensor.ofFloats("w", Shape.of(1), 2));
                    g.node(node("Add", List.of("x", "w"), List.of("s")));
                    g.node(node("Relu", List.of("s"), List.of("a")));
                    g.node(node("Mul", List.of("s", "w"), List.of("y")));
                    g.output("y", FLOAT, 4);
                }))
                .isEqualTo("Add(4, Param[1]) --> Value1\nRelu(Value1) --> Value2\nMul(Value1, Param[1]) --> Out");
    }

    @Test
    void nodeWithoutInputsLosesTwoCharacters() {
        shape("c", 1);
        assertThat(full(g -> {
                    g.node(node("Constant", List.of(), List.of("c"), Attribute.of("value", Tensor.ofLongs("", 1))));
                    g.node(node("Neg", List.of("c"), List.of("y")));
                    g.output("y", FLOAT, 1);
                }))
                .isEqualTo("Constan)(value=<BLOB>) --> Value1:1\nNeg(Value1) --> Out");
    }

    @Test
    void nodeWithoutInputsAndNameHasNothingMoreToLose() {
        assertThat(full(g -> {
                    g.node(node("", List.of(), List.of("c")));
                    g.node(node("Neg", List.of("c"), List.of("y")));
                    g.output("y", FLOAT, 1);
                }))
                .startsWith(") --> Value1");
    }

    @Test
    void outputCutOffByAnotherChainIsRenamed() {
        assertThat(full(g -> {
                    g.input("x", FLOAT, 4);
                    g.node(node("Relu", List.of("x"), List.of("s")));
                    g.node(node("Tanh", List.of("s"), List.of("y")));
                    g.node(node("Neg", List.of("s"), List.of("z")));
                    g.output("y", FLOAT, 4);
                    g.output("z", FLOAT, 4);
                }))
                .as("an output always has a type, if only an empty one")
                .isEqualTo("Relu(4) --> Value1\nTanh(Value1) --> Value2:\nNeg() --> Out");
    }

    @Test
    void omittedInputCountsAsComputed() {
        shape("a", 4);
        assertThat(full(g -> {
                    g.input("x", FLOAT, 4);
                    g.node(node("Relu", List.of("x"), List.of("a")));
                    g.node(node("Clip", List.of("a", "", "a"), List.of("b")));
                    g.node(node("Clip", List.of("x", ""), List.of("y")));
                    g.output("y", FLOAT, 4);
                }))
                .isEqualTo("Relu(4) --> Value1:4\nClip(Value1, prev, Value1) --> Value2\nClip(prev, 4) --> Out");
    }

    @Test
    void severalOutputsTakeTheShapeOfTheFirst() {
        shape("a", 2, 4);
        shape("b", 3, 4);
        assertThat(full(g -> {
                    g.input("x", FLOAT, 5, 4);
                    g.node(node("Split", List.of("x"), List.of("a", "b"), Attribute.ofInts("split", 2, 3)));
                    g.node(node("Concat", List.of("a", "b"), List.of("y")));
                    g.output("y", FLOAT, 5, 4);
                }))
                .isEqualTo("Split(5x4)(split=[2,3]) --> Value1, Value2:2x4\nConcat(Value1, Value2) --> Out:\n");
    }

    @Test
    void onlyListsShowAmongTheAttributes() {
        assertThat(full(g -> {
                    g.input("x", FLOAT, 4);
                    g.node(node(
                            "Op",
                            List.of("x"),
                            List.of("y"),
                            Attribute.of("axis", 3),
                            Attribute.of("alpha", 0.5f),
                            Attribute.of("mode", "linear"),
                            Attribute.ofInts("empty"),
                            Attribute.ofInts("equal", 7, 7, 7),
                            Attribute.ofInts("one", 5),
                            Attribute.ofInts("ints", 1, -2),
                            Attribute.ofFloats("floats", 0.1f, 1e-5f, 0x1.1c3794p53f, -0f),
                            Attribute.ofStrings("texts", "a b", "it's", "\n\\"),
                            Attribute.of("body", Graph.of(parts -> parts))));
                    g.output("y", FLOAT, 4);
                }))
                .isEqualTo("Op(4)(equal=7,one=5,ints=[1,-2],"
                        + "floats=[0.10000000149011612,9.999999747378752e-06,1.0000000272564224e+16,-0.0],"
                        + "texts=[b'ab',b\"it's\",b'\\n\\\\'],body=<BLOB>) --> Out:\n");
    }

    @Test
    void unknownDimensionsAreZeroAndUnknownTypesLeftOut() {
        types.put("a", ValueType.tensor(FLOAT, new Shape(List.of(Dim.UNKNOWN, Dim.of("batch"), Dim.of(3)))));
        types.put("b", new ValueType.OfSequence(null));
        assertThat(full(g -> {
                    g.input(new Value("x", ValueType.tensor(FLOAT, new Shape(List.of(Dim.of("batch"), Dim.of(3))))));
                    g.node(node("A", List.of("x"), List.of("a")));
                    g.node(node("B", List.of("x"), List.of("b")));
                    g.node(node("C", List.of("x"), List.of("c")));
                    g.output("c", FLOAT, 1);
                }))
                .isEqualTo("A(0x3) --> Value1:0x0x3\nB(0x3) --> Value2:\nC(0x3) --> Out:\n");
    }

    @Test
    void doesNotFailWhereTheAuthorsEncoderDoes() {
        assertThat(full(g -> {
                    g.input("x", FLOAT, 4);
                    g.node(node("LSTM", List.of("x"), List.of("", "h")));
                    g.node(node("Odd", List.of("x"), List.of()));
                    g.node(node("Relu", List.of("h"), List.of("end")));
                    g.output("h", FLOAT, 4);
                }))
                .isEqualTo("LSTM(4) --> Value1, Out\nOdd(4) --> \nRelu(Out) --> Value2");
    }

    @Test
    void spansCoverTheNodes() {
        shape("a", 1, 16, 8, 8);
        Graph graph = GraphBuilder.graph("g", ReferenceWriterTest::small);
        Encoding encoding = encode(graph, FULL);
        assertThat(encoding.textOf(0)).isEqualTo("Conv(1x3x8x8, 16x3x3x3)(pads=1) --> Value1:1x16x8x8");
        assertThat(encoding.textOf(1)).isEqualTo("Relu(Value1)");
        assertThat(encoding.textOf(2)).isEqualTo("Flatten(prev) --> Out");
    }
}
