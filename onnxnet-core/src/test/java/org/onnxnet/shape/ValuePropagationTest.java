package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** The operators through which contents are followed, as {@code docs/shapes.md} lists them. */
class ValuePropagationTest {
    private record Case(NodeCase node, String wanted) {}

    private final Map<String, Case> cases = new TreeMap<>();

    private static NodeCase of(String type) {
        return NodeCase.of(type, 26);
    }

    private static NodeCase floats(String type, float... values) {
        return of(type).constant(Tensor.ofFloats("", Shape.of(values.length), values));
    }

    private void add(String type, NodeCase node, String wanted) {
        cases.put(type, new Case(node, wanted));
    }

    ValuePropagationTest() {
        addArithmetic();
        addLogic();
        addShapes();
        addMovement();
        addReductions();
        addCollections();
    }

    private void addArithmetic() {
        add("Abs", of("Abs").longs(-2, 3), "INT64[2]{2, 3}");
        add("Add", of("Add").dims("n 2").longs(1, 2), "INT64[2]{n+1, 4}");
        add("Cast", floats("Cast", 2.7f).with(Attribute.of("to", ElementType.INT64.code())), "INT64[1]{2}");
        add("CastLike", floats("CastLike", 2.7f).longs(1), "INT64[1]{2}");
        add("Ceil", floats("Ceil", 2.2f), "FLOAT[1]{3.0}");
        add("Clip", of("Clip").longs(1, 9).scalar(2).scalar(5), "INT64[2]{2, 5}");
        add("Div", of("Div").dims("6*n 7").longs(2, 2), "INT64[2]{3*n, 3}");
        add("Floor", floats("Floor", 2.7f), "FLOAT[1]{2.0}");
        add("Max", of("Max").longs(1, 9).longs(5, 5), "INT64[2]{5, 9}");
        add("Min", of("Min").longs(1, 9).longs(5, 5), "INT64[2]{1, 5}");
        add("Mod", of("Mod").longs(-7, 7).longs(3, 3), "INT64[2]{2, 1}");
        add("Mul", of("Mul").dims("n 2").longs(3, 4), "INT64[2]{3*n, 8}");
        add("Neg", of("Neg").dims("n 2"), "INT64[2]{-n, -2}");
        add("Pow", of("Pow").dims("n 3").longs(2, 2), "INT64[2]{n*n, 9}");
        add("Reciprocal", floats("Reciprocal", 4), "FLOAT[1]{0.25}");
        add("Relu", of("Relu").longs(-1, 2), "INT64[2]{0, 2}");
        add("Round", floats("Round", 2.5f), "FLOAT[1]{2.0}");
        add("Sign", of("Sign").longs(-7, 0), "INT64[2]{-1, 0}");
        add("Sqrt", floats("Sqrt", 16), "FLOAT[1]{4.0}");
        add("Sub", of("Sub").dims("n 5").longs(1, 2), "INT64[2]{n-1, 3}");
        add("Sum", of("Sum").longs(1).longs(2).longs(3), "INT64[1]{6}");
    }

    private void addLogic() {
        Tensor truth = Tensor.ofRaw("", ElementType.BOOL, Shape.of(2), Bytes.copyOf(new byte[] {1, 0}));
        Tensor ones = Tensor.ofRaw("", ElementType.BOOL, Shape.of(2), Bytes.copyOf(new byte[] {1, 1}));
        add("And", of("And").constant(truth).constant(ones), "BOOL[2]{1, 0}");
        add("Or", of("Or").constant(truth).constant(ones), "BOOL[2]{1, 1}");
        add("Xor", of("Xor").constant(truth).constant(ones), "BOOL[2]{0, 1}");
        add("Not", of("Not").constant(truth), "BOOL[2]{0, 1}");
        add("Equal", of("Equal").dims("n 2").dims("n 3"), "BOOL[2]{1, 0}");
        add("Greater", of("Greater").longs(1, 3).longs(2, 2), "BOOL[2]{0, 1}");
        add("GreaterOrEqual", of("GreaterOrEqual").longs(2, 3).longs(2, 4), "BOOL[2]{1, 0}");
        add("Less", of("Less").longs(1, 3).longs(2, 2), "BOOL[2]{1, 0}");
        add("LessOrEqual", of("LessOrEqual").longs(2, 5).longs(2, 4), "BOOL[2]{1, 0}");
        add("Where", of("Where").constant(truth).dims("n m").longs(7, 8), "INT64[2]{n, 8}");
    }

    private void addShapes() {
        add("Shape", of("Shape").floats("n 3"), "INT64[2]{n, 3}");
        add("Size", of("Size").floats("n 3"), "INT64[]{3*n}");
        add("Constant", of("Constant").with(Attribute.ofInts("value_ints", 1, 2)), "INT64[2]{1, 2}");
        add(
                "ConstantOfShape",
                of("ConstantOfShape").longs(2).with(Attribute.of("value", Tensor.ofLongs("", 7))),
                "INT64[2]{7, 7}");
        add("Range", of("Range").scalar(1).scalar(8).scalar(3), "INT64[3]{1, 4, 7}");
        add("NonZero", of("NonZero").longs(0, 5, 6), "INT64[1x2]{1, 2}");
    }

    private void addMovement() {
        Attribute axis = Attribute.of("axis", 0);
        add("Concat", of("Concat").dims("n 2").longs(3).with(axis), "INT64[3]{n, 2, 3}");
        add("Expand", of("Expand").dims("n").longs(2), "INT64[2]{n, n}");
        add("Flatten", of("Flatten").dims("n 2").with(axis), "INT64[1x2]{n, 2}");
        add("Gather", of("Gather").dims("n 2 m").longs(2, 0), "INT64[2]{m, n}");
        add("GatherElements", of("GatherElements").dims("n 2 m").longs(2, 0), "INT64[2]{m, n}");
        add(
                "GatherND",
                of("GatherND").dims("n 2 m").constant(Tensor.ofLongs("", Shape.of(2, 1), 2, 0)),
                "INT64[2]{m, n}");
        add("Identity", of("Identity").dims("n 2"), "INT64[2]{n, 2}");
        add("Reshape", of("Reshape").dims("n 2").longs(2, 1), "INT64[2x1]{n, 2}");
        add(
                "ScatterND",
                of("ScatterND")
                        .dims("n 2")
                        .constant(Tensor.ofLongs("", Shape.of(1, 1), 1))
                        .dims("m"),
                "INT64[2]{n, m}");
        add("Slice", of("Slice").dims("n 2 m").longs(1).longs(9), "INT64[2]{2, m}");
        add("Split", of("Split").dims("n 2").longs(1, 1).with(axis).outputs(2), "INT64[1]{n}");
        add("Squeeze", of("Squeeze").dims("n"), "INT64[]{n}");
        add("Tile", of("Tile").dims("n 2").longs(2), "INT64[4]{n, 2, n, 2}");
        add("Transpose", of("Transpose").dims("n 2"), "INT64[2]{n, 2}");
        add("Unsqueeze", of("Unsqueeze").dims("n 2").longs(0), "INT64[1x2]{n, 2}");
    }

    private void addReductions() {
        Attribute dropped = Attribute.of("keepdims", 0);
        add("ReduceMax", of("ReduceMax").longs(3, 5).with(dropped), "INT64[]{5}");
        add("ReduceMin", of("ReduceMin").longs(3, 5).with(dropped), "INT64[]{3}");
        add("ReduceProd", of("ReduceProd").dims("n 5").with(dropped), "INT64[]{5*n}");
        add("ReduceSum", of("ReduceSum").dims("n 5").with(dropped), "INT64[]{n+5}");
    }

    private void addCollections() {
        Tensor tensor = Tensor.ofLongs("", 4, 5);
        KnownValue part = new KnownValue(tensor.type(), SymbolicTensor.of(tensor));
        KnownValue sequence =
                new KnownValue(new ValueType.OfSequence(tensor.type()), new SequenceContent(List.of(part, part)));
        KnownValue optional = new KnownValue(new ValueType.OfOptional(tensor.type()), new OptionalContent(part));
        add("SequenceAt", of("SequenceAt").given(sequence).scalar(1), "INT64[2]{4, 5}");
        add("SequenceLength", of("SequenceLength").given(sequence), "INT64[]{2}");
        add(
                "ConcatFromSequence",
                of("ConcatFromSequence").given(sequence).with(Attribute.of("axis", 0)),
                "INT64[4]{4, 5, 4, 5}");
        add("OptionalHasElement", of("OptionalHasElement").given(optional), "BOOL[]{1}");
        add("OptionalGetElement", of("OptionalGetElement").given(optional), "INT64[2]{4, 5}");
    }

    @TestFactory
    Stream<DynamicTest> contentsAreFollowedThrough() {
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(entry.getValue().node().infer().value(0))
                                .hasToString(entry.getValue().wanted())));
    }

    @Test
    void theListIsLongAndDocumented() throws IOException {
        assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
        String document = Files.readString(Path.of("..", "docs", "shapes.md"));
        assertThat(cases.keySet()).allSatisfy(type -> assertThat(document).contains("`" + type + "`"));
    }
}
