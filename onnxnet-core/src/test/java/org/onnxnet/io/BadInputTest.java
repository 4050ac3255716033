package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.check.ModelChecker;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.proto.AttributeProto;
import org.onnxnet.proto.FunctionProto;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.NodeProto;
import org.onnxnet.proto.TensorProto;
import org.onnxnet.proto.TypeProto;
import org.onnxnet.proto.ValueInfoProto;

/** Each of these is one line that says what was found, what was wanted and where. */
class BadInputTest {
    @TempDir
    Path folder;

    @Test
    void emptyFile() throws IOException {
        assertRefused(file(new byte[0]), "is empty, wanted an ONNX model");
    }

    @Test
    void emptyBytes() {
        assertThatThrownBy(() -> OnnxReader.read(new byte[0]))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the model in memory is empty, wanted an ONNX model; get it again");
    }

    @Test
    void textFile() throws IOException {
        assertRefused(
                file("name: 'résumé'\nvalue: 3\n".getBytes(StandardCharsets.UTF_8)),
                "is a text file, wanted an ONNX model, which is binary");
    }

    @Test
    void pointerToLargeFile() throws IOException {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
        assertRefused(file(pointer.getBytes(StandardCharsets.UTF_8)), "is a Git LFS pointer", "git lfs pull");
    }

    @Test
    void directory() {
        assertRefused(folder, "is a directory, wanted an ONNX model");
    }

    @Test
    void missingFile() {
        assertThatThrownBy(() -> OnnxReader.read(folder.resolve("none.onnx")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.onnx: no such file");
    }

    @Test
    void noGraph() throws IOException {
        assertRefused(file(ModelProto.newBuilder().setIrVersion(8).build().toByteArray()), "it holds no graph");
    }

    @Test
    void tensorFileInsteadOfModel() throws IOException {
        byte[] tensor = TensorProto.newBuilder()
                .addDims(1)
                .setDataType(1)
                .addFloatData(1)
                .build()
                .toByteArray();
        assertRefused(file(tensor), "field 2 has wire type varint, wanted length-delimited", "byte 2");
    }

    @Test
    void truncatedAnywhere() throws IOException {
        byte[] whole = model(g -> g.addInitializer(floats("w", 4, 1, 2, 3, 4))).toByteArray();
        for (int length = 1; length < whole.length - 1; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> OnnxReader.read(part))
                    .as("the first %d bytes", length)
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void truncatedNamesThePlace() throws IOException {
        byte[] whole = model(g -> g.addInitializer(floats("w", 4, 1, 2, 3, 4))).toByteArray();
        assertRefused(
                file(Arrays.copyOf(whole, 9)),
                "at byte 0: field 7 says it has 30 bytes, but 7 are left; it is cut off or damaged");
    }

    @Test
    void lengthBeyondTheEnd() {
        assertThatThrownBy(() -> OnnxReader.read(new byte[] {0x3A, -1, -1, -1, -1, -1, -1, -1, -1, 0x7F}))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("field 7 says it has 9223372036854775807 bytes, but 0 are left");
    }

    @Test
    void negativeLength() {
        assertThatThrownBy(() -> OnnxReader.read(new byte[] {0x3A, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("18446744073709551615 bytes");
    }

    @Test
    void endlessNumber() {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0xFF);
        assertThatThrownBy(() -> OnnxReader.read(bytes)).isInstanceOf(InvalidModelException.class);
    }

    @Test
    void wrongTensorSize() throws IOException {
        ModelProto model = model(g -> g.addInitializer(TensorProto.newBuilder()
                .setName("w")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(2)
                .addDims(3)
                .setRawData(ByteString.copyFrom(new byte[20]))));
        assertRefused(
                file(model.toByteArray()),
                "graph.initializer[0] 'w'",
                "raw_data has 20 bytes, wanted 24 for FLOAT[2x3]");
    }

    @Test
    void wrongCountOfTypedElements() throws IOException {
        assertRefused(
                file(model(g -> g.addInitializer(floats("w", 3, 1, 2))).toByteArray()),
                "float_data has 8 bytes, wanted 12 for FLOAT[3]");
        assertRefused(
                file(model(g -> g.addInitializer(
                                tensor("i", 7, 3).addInt64Data(300).addInt64Data(2)))
                        .toByteArray()),
                "int64_data has 2 numbers, wanted 3 for INT64[3]");
        assertRefused(
                file(model(g -> g.addInitializer(tensor("s", 8, 3).addStringData(ByteString.EMPTY)))
                        .toByteArray()),
                "string_data has 1 strings, wanted 3 for STRING[3]");
        assertRefused(
                file(model(g -> g.addInitializer(tensor("n", 1, 3))).toByteArray()),
                "it has no data, wanted 12 for FLOAT[3]");
    }

    @Test
    void wrongSizeInAnAttribute() throws IOException {
        ModelProto model = model(g -> g.addNode(NodeProto.newBuilder()
                .setName("c")
                .setOpType("Constant")
                .addOutput("y")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(tensor("", 1, 3)))));
        assertRefused(file(model.toByteArray()), "graph.node[0] 'c'.attribute 'value'");
    }

    @Test
    void badDimensions() throws IOException {
        assertRefused(
                file(model(g -> g.addInitializer(floats("w", -3, 1))).toByteArray()),
                "graph.initializer[0]",
                "dimension -3 is negative");
        assertRefused(
                file(model(g -> g.addInitializer(tensor("w", 1, 1L << 40).addDims(1L << 40)))
                        .toByteArray()),
                "initializer[0] 'w'",
                "more bytes than 63 bits can count");
        assertRefused(
                file(model(g -> g.addInitializer(tensor("w", 11, 1L << 61))).toByteArray()),
                "more bytes than 63 bits can count");
    }

    @Test
    void unknownElementType() throws IOException {
        assertRefused(
                file(model(g -> g.addInitializer(tensor("w", 99, 1))).toByteArray()),
                "initializer[0] 'w'",
                "element type 99 is unknown");
    }

    @Test
    void namesCannotBreakTheLine() throws IOException {
        String message = refusal(file(model(g -> g.addInitializer(tensor("a\nb\u2028c" + "x".repeat(1000), 1, 3)))
                .toByteArray()));
        assertThat(message).contains("'a?b?cxxx").hasLineCount(1).hasSizeLessThan(500);
    }

    @Test
    void nestedGraphs() throws IOException {
        assertThat(OnnxReader.read(nested(99).toByteArray()).graph().nestedGraphs())
                .hasSize(99);
        String message = refusal(file(nestedBytes(10_000)));
        assertThat(message)
                .contains("graphs nest deeper than 100")
                .contains("graph.node[0]")
                .hasSizeLessThan(500);
    }

    @Test
    void nestedCalls() throws IOException {
        assertThat(OnnxReader.read(calls(99).build().toByteArray()).functions()).hasSize(99);
        assertRefused(file(calls(100).build().toByteArray()), "at graph: calls of functions nest deeper than 100");
        assertRefused(
                file(calls(3000).build().toByteArray()),
                "at function 'f:2899'",
                "calls of functions nest deeper than 100");
    }

    @Test
    void graphsAroundCallsCount() throws IOException {
        ModelProto.Builder model = calls(60);
        GraphProto inner = model.getGraph();
        model.setGraph(nested(39, inner));
        assertThat(OnnxReader.read(model.build().toByteArray()).functions()).hasSize(60);
        model.setGraph(nested(40, inner));
        assertRefused(file(model.build().toByteArray()), "at graph: calls of functions nest deeper than 100");
    }

    @Test
    void aCircleOfCallsIsLeftToTheChecker() {
        ModelProto.Builder model = calls(2);
        model.setFunctions(1, model.getFunctions(1).toBuilder().addNode(call(0)));
        assertThat(ModelChecker.check(OnnxReader.read(model.build().toByteArray())))
                .anyMatch(problem -> problem.message().contains("call each other in a circle"));
    }

    /** A graph that calls the first of {@code count} functions, each of which calls the next. */
    private static ModelProto.Builder calls(int count) {
        ModelProto.Builder model =
                ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addNode(call(0)));
        for (int i = 0; i < count; i++) {
            FunctionProto.Builder function =
                    FunctionProto.newBuilder().setDomain("f").setName(Integer.toString(i));
            model.addFunctions(i + 1 < count ? function.addNode(call(i + 1)) : function);
        }
        return model;
    }

    private static NodeProto call(int function) {
        return NodeProto.newBuilder()
                .setDomain("f")
                .setOpType(Integer.toString(function))
                .build();
    }

    @Test
    void nestedTypes() throws IOException {
        ByteString type = TypeProto.getDefaultInstance().toByteString();
        for (int i = 0; i < 10_000; i++) {
            type = wrapped(TypeProto.SEQUENCE_TYPE_FIELD_NUMBER, wrapped(1, type));
        }
        ByteString value = wrapped(ValueInfoProto.TYPE_FIELD_NUMBER, type);
        ByteString graph = wrapped(ModelProto.GRAPH_FIELD_NUMBER, wrapped(GraphProto.INPUT_FIELD_NUMBER, value));
        assertRefused(file(graph.toByteArray()), "graph.input[0]", "types nest deeper than 100");
    }

    @Test
    void nestedGroups() {
        byte[] groups = new byte[10_000];
        Arrays.fill(groups, (byte) 0x53);
        assertThatThrownBy(() -> OnnxReader.read(groups))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("is a text file");
        groups[0] = 0x08;
        groups[1] = 0x01;
        assertThatThrownBy(() -> OnnxReader.read(groups))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("groups nest deeper than 100");
    }

    private static ModelProto nested(int depth) {
        return ModelProto.newBuilder()
                .setGraph(nested(depth, GraphProto.getDefaultInstance()))
                .build();
    }

    private static GraphProto nested(int depth, GraphProto innermost) {
        GraphProto graph = innermost;
        for (int i = 0; i < depth; i++) {
            graph = GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder()
                            .addAttribute(AttributeProto.newBuilder()
                                    .setType(AttributeProto.AttributeType.GRAPH)
                                    .setG(graph)))
                    .build();
        }
        return graph;
    }

    /** As {@link #nested}, but too deep for protobuf's own writer. */
    private static byte[] nestedBytes(int depth) {
        ByteString graph = ByteString.EMPTY;
        for (int i = 0; i < depth; i++) {
            graph = wrapped(GraphProto.NODE_FIELD_NUMBER, wrapped(5, wrapped(AttributeProto.G_FIELD_NUMBER, graph)));
        }
        return wrapped(ModelProto.GRAPH_FIELD_NUMBER, graph).toByteArray();
    }

    private static ByteString wrapped(int field, ByteString content) {
        ByteString.Output header = ByteString.newOutput();
        header.write(field << 3 | 2);
        int length = content.size();
        while (length >= 0x80) {
            header.write((length & 0x7F) | 0x80);
            length >>>= 7;
        }
        header.write(length);
        return header.toByteString().concat(content);
    }

    private static ModelProto model(Consumer<GraphProto.Builder> content) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("g");
        content.accept(graph);
        return ModelProto.newBuilder().setGraph(graph).build();
    }

    private static TensorProto.Builder tensor(String name, int type, long dim) {
        return TensorProto.newBuilder().setName(name).setDataType(type).addDims(dim);
    }

    private static TensorProto floats(String name, long dim, float... values) {
        TensorProto.Builder tensor = tensor(name, 1, dim);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("m.onnx"), content);
    }

    private static void assertRefused(Path file, String... parts) {
        assertThat(refusal(file)).startsWith(file + " ").contains(parts).doesNotContain("\n");
    }

    private static String refusal(Path file) {
        try {
            OnnxReader.read(file);
        } catch (InvalidModelException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError(file + " was read");
    }
}
