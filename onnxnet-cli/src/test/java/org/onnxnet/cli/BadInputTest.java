package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.onnxnet.proto.FunctionProto;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.NodeProto;
import org.onnxnet.proto.OperatorSetIdProto;
import org.onnxnet.proto.StringStringEntryProto;
import org.onnxnet.proto.TensorProto;
import org.onnxnet.proto.ValueInfoProto;

/** Every command answers a bad file with one line that names the file and the place, exit code 1, and writes nothing. */
class BadInputTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> badModels() throws IOException {
        byte[] whole = Files.readAllBytes(Cli.SAMPLES.resolve("nb201-0.onnx"));
        return Stream.of(
                Arguments.of("truncated", Arrays.copyOf(whole, whole.length / 2), "cut off"),
                Arguments.of("empty", new byte[0], "is empty"),
                Arguments.of("text", "just some words\n".getBytes(StandardCharsets.UTF_8), "text"),
                Arguments.of(
                        "cyclic",
                        graph(node("Relu", "b", "a"), node("Relu", "a", "b"), node("Relu", "a", "y")),
                        "circle"),
                Arguments.of("missing value", graph(node("Add", "x", "nowhere", "y")), "nowhere"),
                Arguments.of("duplicate value", graph(node("Relu", "x", "y"), node("Abs", "x", "y")), "y"),
                Arguments.of(
                        "wrong tensor size",
                        withTensor(TensorProto.newBuilder().setRawData(ByteString.copyFrom(new byte[7]))),
                        "w"),
                Arguments.of("10,000 nested subgraphs", nested(10_000), "nest"),
                Arguments.of("3,000 nested calls", calls(3_000), "nest"),
                Arguments.of("external data outside", external("../../etc/passwd"), "../../etc/passwd"),
                Arguments.of("external data at an absolute path", external("/etc/passwd"), "/etc/passwd"),
                Arguments.of("external data behind a link", external("link"), "link"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badModels")
    void isOneLineThatNamesThePlace(String name, byte[] bytes, String place) throws IOException {
        Path file = Files.write(folder.resolve("bad.onnx"), bytes);
        Path secret = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("data"), "12345678");
        Path inner = Files.createDirectory(folder.resolve("model"));
        Path moved = Files.move(file, inner.resolve("bad.onnx"));
        Files.createSymbolicLink(inner.resolve("link"), secret);
        Path out = folder.resolve("out.onnx");

        for (List<Object> command : List.<List<Object>>of(
                List.of("simplify", moved, out),
                List.of("inspect", moved),
                List.of("shapes", moved),
                List.of("encode", moved),
                List.of("rank", moved))) {
            Cli cli = Cli.run(command.toArray());

            assertThat(cli.exitCode()).as("%s", command).isEqualTo(1);
            assertThat(cli.err().lines()).as("%s", command).hasSize(1);
            assertThat(cli.err()).startsWith("onnxnet: ").contains("bad.onnx").contains(place);
        }
        assertThat(out).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aDirectoryIsNoModel() {
        Cli cli = Cli.run("simplify", folder, folder.resolve("out.onnx"));

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err().lines()).singleElement().asString().contains(folder.toString(), "directory");
    }

    @Test
    void listsAndTextsAreFilesInUtf8() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        for (Path list : List.of(folder, binary)) {
            for (List<Object> command : List.<List<Object>>of(
                    List.of("simplify", "--batch", list),
                    List.of("shapes", "--batch", list),
                    List.of("score", "--texts", list),
                    List.of("decode", list, folder.resolve("x.onnx")))) {
                Cli cli = Cli.run(command.toArray());

                assertThat(cli.exitCode()).as("%s", command).isEqualTo(1);
                assertThat(cli.err())
                        .as("%s", command)
                        .startsWith("onnxnet: " + list + " is ")
                        .contains(list.equals(folder) ? "a directory" : "no text in UTF-8")
                        .contains(", wanted ")
                        .hasLineCount(1);
            }
        }
    }

    private static NodeProto node(String type, String... inputsThenOutput) {
        int last = inputsThenOutput.length - 1;
        return NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(List.of(inputsThenOutput).subList(0, last))
                .addOutput(inputsThenOutput[last])
                .build();
    }

    private static byte[] graph(NodeProto... nodes) {
        return model(graphOf(nodes));
    }

    private static GraphProto.Builder graphOf(NodeProto... nodes) {
        return GraphProto.newBuilder()
                .setName("g")
                .addInput(ValueInfoProto.newBuilder().setName("x"))
                .addAllNode(List.of(nodes))
                .addOutput(ValueInfoProto.newBuilder().setName("y"));
    }

    private static byte[] model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static byte[] withTensor(TensorProto.Builder data) {
        return model(graphOf(node("Add", "x", "w", "y"))
                .addInitializer(data.setName("w")
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .addDims(2)));
    }

    private static byte[] external(String location) {
        return external(location, TensorProto.DataType.FLOAT, 2);
    }

    /** An Add of the input and a weight whose data lies elsewhere. */
    static byte[] external(String location, TensorProto.DataType type, long elements) {
        return model(graphOf(node("Add", "x", "w", "y"))
                .addInitializer(TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(type.getNumber())
                        .addDims(elements)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue(location))));
    }

    /** A graph that calls the first of many functions, each of which calls the next. */
    private static byte[] calls(int count) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("f").setVersion(1))
                .setGraph(graphOf(call(0)));
        for (int i = 0; i < count; i++) {
            model.addFunctions(FunctionProto.newBuilder()
                    .setDomain("f")
                    .setName("f" + i)
                    .addInput("x")
                    .addOutput("y")
                    .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                    .addOpsetImport(
                            OperatorSetIdProto.newBuilder().setDomain("f").setVersion(1))
                    .addNode(i + 1 < count ? call(i + 1) : node("Relu", "x", "y")));
        }
        return model.build().toByteArray();
    }

    private static NodeProto call(int function) {
        return node("f" + function, "x", "y").toBuilder().setDomain("f").build();
    }

    /** Protobuf itself would not read this back; the levels are put around each other as bytes. */
    private static byte[] nested(int levels) {
        GraphProto body = graphOf(node("Relu", "x", "y")).build();
        ByteString inside = body.toByteString();
        for (int level = 0; level < levels; level++) {
            ByteString attribute = field(6, inside).concat(ByteString.copyFrom(new byte[] {(byte) 0xA0, 0x01, 5}));
            ByteString node = field(5, attribute).concat(field(4, ByteString.copyFromUtf8("If")));
            inside = field(1, node);
        }
        return ByteString.copyFrom(new byte[] {8, 8}).concat(field(7, inside)).toByteArray();
    }

    private static ByteString field(int number, ByteString content) {
        ByteString.Output out = ByteString.newOutput();
        out.write((number << 3) | 2);
        int length = content.size();
        while (length > 127) {
            out.write((length & 127) | 128);
            length >>>= 7;
        }
        out.write(length);
        return out.toByteString().concat(content);
    }
}
