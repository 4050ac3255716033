package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

class ExternalDataTest {
    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("model"));
    }

    @Test
    void isReadWhenAskedFor() throws IOException {
        Path data = Files.write(folder.resolve("w.bin"), new byte[] {9, 1, 2, 3, 4});
        Tensor tensor = weight(OnnxReader.read(model("w.bin", 1, 4)));

        assertThat(tensor.toLongs()).containsExactly(1, 2, 3, 4);
        assertThat(tensor.data()).isInstanceOf(TensorData.External.class);

        Files.write(data, new byte[] {9, 1, 2, 3});
        assertThatThrownBy(tensor::toLongs)
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("wanted 4 at offset 1");
        Files.write(data, new byte[] {9, 1, 2, 3, 4, 5});
        assertThatThrownBy(tensor::toLongs)
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("has changed since the model was loaded")
                .hasMessageContaining("load the model again");
    }

    @Test
    void mayBeInAFolderBelow() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.write(folder.resolve("a/b/w.bin"), new byte[] {1, 2, 3, 4});
        assertThat(weight(OnnxReader.read(model("a/./b/w.bin", 0, 4))).toLongs())
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void missingFileOnlyMattersWhenRead() throws IOException {
        Tensor tensor = weight(OnnxReader.read(model("w.bin", 0, 4)));
        assertThatThrownBy(tensor::toLongs)
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("w.bin is missing")
                .hasMessageContaining("put it beside the model");

        Files.write(folder.resolve("w.bin"), new byte[] {1, 2, 3, 4});
        assertThat(tensor.toLongs()).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "../w.bin",
                "a/../../w.bin",
                "..\\w.bin",
                "/etc/passwd",
                "\\\\server\\share\\w.bin",
                "C:\\w.bin",
                "",
                "w\0.bin"
            })
    void locationsOutsideAreRefusedAtLoad(String location) throws IOException {
        Path model = model(location, 0, 4);
        assertThatThrownBy(() -> OnnxReader.read(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(model.toString())
                .hasMessageContaining("graph.initializer[0] 'w'")
                .hasMessageContaining("external data location '")
                .hasMessageContaining("wanted a file inside the folder of the model")
                .hasMessageNotContaining("\n");
    }

    @Test
    void linksOutsideAreRefusedAtLoad() throws IOException {
        Path secret = Files.write(root.resolve("secret"), new byte[] {1, 2, 3, 4});
        Files.createSymbolicLink(folder.resolve("link"), secret);
        Files.createSymbolicLink(folder.resolve("dangling"), root.resolve("none"));
        Files.createSymbolicLink(folder.resolve("up"), root);
        for (String location : List.of("link", "dangling", "up/secret")) {
            Path model = model(location, 0, 4);
            assertThatThrownBy(() -> OnnxReader.read(model))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessageContaining("'" + location + "' is a symbolic link that leads outside");
        }
    }

    @Test
    void linksThatAppearLaterAreRefusedWhenRead() throws IOException {
        Tensor tensor = weight(OnnxReader.read(model("w.bin", 0, 4)));
        Files.createSymbolicLink(folder.resolve("w.bin"), Files.write(root.resolve("secret"), new byte[4]));
        assertThatThrownBy(tensor::toLongs)
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("leads outside");
    }

    @Test
    void linksInsideAreFine() throws IOException {
        Files.write(folder.resolve("data"), new byte[] {1, 2, 3, 4});
        Files.createSymbolicLink(folder.resolve("link"), Path.of("data"));
        assertThat(weight(OnnxReader.read(model("link", 0, 4))).toLongs()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void wrongSizesAreRefusedAtLoad() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[5]);
        assertThatThrownBy(() -> OnnxReader.read(model("w.bin", 2, 4)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("has 5 bytes, wanted 4 at offset 2");
        assertThatThrownBy(() -> OnnxReader.read(model("w.bin", 0, 5)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("length of its external data is 5, wanted 4 for UINT8[4]");
        assertThatThrownBy(() -> OnnxReader.read(model("w.bin", -1, 4)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("offset of its external data is '-1'");
        assertThatThrownBy(() -> OnnxReader.read(model("w.bin", Long.MAX_VALUE, 4)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("wanted 4 at offset " + Long.MAX_VALUE);
    }

    @Test
    void folderIsNotData() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        assertThatThrownBy(() -> OnnxReader.read(model("sub", 0, 4)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("is not a regular file");
    }

    @Test
    void isRefusedForModelsInMemory() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[4]);
        Model inMemory = OnnxReader.read(Files.readAllBytes(model("w.bin", 0, 4)));
        assertThatThrownBy(() -> weight(inMemory).toLongs())
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("'w.bin'")
                .hasMessageContaining("load it from its file");
    }

    @Test
    void staysWhereItIsInTheSameFolder() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[] {9, 1, 2, 3, 4});
        Path file = model("w.bin", 1, 4);
        Path other = folder.resolve("other.onnx");

        OnnxWriter.write(OnnxReader.read(file), other);

        assertThat(other).hasSameBinaryContentAs(file);
        assertThat(folder).isDirectoryNotContaining("glob:**.data");
    }

    @Test
    void goesAlongToAnotherFolder() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[] {9, 1, 2, 3, 4});
        Path target = Files.createDirectory(root.resolve("target")).resolve("m.onnx");

        OnnxWriter.write(OnnxReader.read(model("w.bin", 1, 4)), target);

        assertThat(target.resolveSibling("m.onnx.data")).hasBinaryContent(new byte[] {1, 2, 3, 4});
        Model moved = OnnxReader.read(target);
        assertThat(weight(moved).toLongs()).containsExactly(1, 2, 3, 4);
        assertThat(((TensorData.External) weight(moved).data()).entries())
                .containsExactly(
                        new Property("location", "m.onnx.data"),
                        new Property("offset", "0"),
                        new Property("length", "4"));
        Path third = Files.createDirectory(root.resolve("third")).resolve("m.onnx");
        OnnxWriter.write(moved, third);
        assertThat(third).hasSameBinaryContentAs(target);
    }

    @Test
    void dataOfTheReplacedModelIsReplaced() throws IOException {
        Path target = Files.createDirectory(root.resolve("target")).resolve("m.onnx");
        Files.write(folder.resolve("w.bin"), new byte[] {1, 2, 3, 4});
        OnnxWriter.write(OnnxReader.read(model("w.bin", 0, 4)), target);
        Files.write(folder.resolve("w.bin"), new byte[] {5, 6, 7, 8});
        OnnxWriter.write(OnnxReader.read(model("w.bin", 0, 4)), target);
        assertThat(weight(OnnxReader.read(target)).toLongs()).containsExactly(5, 6, 7, 8);
    }

    @Test
    void dataOfOthersIsNotReplaced() throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[] {1, 2, 3, 4});
        Path target = Files.createDirectory(root.resolve("target")).resolve("m.onnx");
        Path taken = Files.write(target.resolveSibling("m.onnx.data"), new byte[] {7});
        Model model = OnnxReader.read(model("w.bin", 0, 4));

        assertThatThrownBy(() -> OnnxWriter.write(model, target))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("m.onnx.data: it holds other data");
        assertThat(taken).hasBinaryContent(new byte[] {7});
        assertThat(target.getParent()).isDirectoryContaining("glob:**.data").isDirectoryNotContaining("glob:**.onnx");
        assertThat(target.getParent().toFile().list()).containsExactly("m.onnx.data");
    }

    @Test
    void isNotWrittenOver() throws IOException {
        Path data = Files.write(folder.resolve("w.bin"), new byte[] {1, 2, 3, 4});
        Path link = Files.createSymbolicLink(root.resolve("link.onnx"), data);
        Model model = OnnxReader.read(model("w.bin", 0, 4));

        for (Path target : List.of(data, folder.resolve("../model/w.bin"), link)) {
            assertThatThrownBy(() -> OnnxWriter.write(model, target))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining("w.bin: it holds external data of the model, 'w.bin' in " + folder);
        }
        assertThat(data).hasBinaryContent(new byte[] {1, 2, 3, 4});
        OnnxWriter.write(model, folder.resolve("m.onnx"));
        assertThat(weight(OnnxReader.read(folder.resolve("m.onnx"))).toLongs()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void sharedDataIsCopiedOnce() throws IOException {
        byte[] content = new byte[3 << 20];
        content[0] = 7;
        Files.write(folder.resolve("w.bin"), content);
        Graph graph = Graph.of(parts -> parts.initializers(List.of(
                external("small", "w.bin", 0, 4, 4),
                external("a", "w.bin", 0, 3 << 20, 3 << 20),
                external("b", "w.bin", 0, 3 << 20, 3 << 20))));
        Path file = folder.resolve("m.onnx");
        OnnxWriter.write(Model.of(8, 17, graph), file);
        Path target = Files.createDirectory(root.resolve("target")).resolve("m.onnx");

        OnnxWriter.write(OnnxReader.read(file), target);

        // The large one begins on a page of its own.
        assertThat(target.resolveSibling("m.onnx.data")).hasSize(4096 + (3 << 20));
        assertThat(OnnxReader.read(target).graph().initializers())
                .allSatisfy(
                        tensor -> assertThat(tensor.toRawBytes().toArray()[0]).isEqualTo((byte) 7));
    }

    private static Tensor weight(Model model) {
        return model.graph().initializers().get(0);
    }

    /** A model with one initializer, four unsigned bytes in an external file. */
    private Path model(String location, long offset, long length) throws IOException {
        Graph graph = Graph.of(parts -> parts.initializers(List.of(external("w", location, offset, length, 4))));
        return Files.write(folder.resolve("m.onnx"), OnnxWriter.toBytes(Model.of(8, 17, graph)));
    }

    private static Tensor external(String name, String location, long offset, long length, long elements) {
        List<Property> entries = List.of(
                new Property("location", location),
                new Property("offset", Long.toString(offset)),
                new Property("length", Long.toString(length)));
        return new Tensor(
                name,
                ElementType.UINT8,
                Shape.of(elements),
                new TensorData.External(entries, new NowhereSource(location, elements)));
    }
}
