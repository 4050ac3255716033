package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Property;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

class SaveTest {
    @TempDir
    Path folder;

    private static final Model MODEL = GraphBuilder.model(17, g -> {
        String x = g.input("x", ElementType.FLOAT, 1000);
        String w = g.initializer(Tensor.ofFloats("w", Shape.of(1000), new float[1000]));
        g.node(new Node("add", OpId.of("Add"), List.of(x, w), List.of("y"), List.of(Attribute.of("a", 1))));
        g.output("y", ElementType.FLOAT, 1000);
    });

    @Test
    void builtModelsComeBackEqual() {
        assertThat(OnnxReader.read(OnnxWriter.toBytes(MODEL))).isEqualTo(MODEL);
    }

    @Test
    void largeTensorsStayInTheFile() throws IOException {
        Path file = folder.resolve("m.onnx");
        OnnxWriter.write(MODEL, file);

        Tensor tensor = OnnxReader.read(file).graph().initializers().get(0);

        TensorData.Encoded data = (TensorData.Encoded) tensor.data();
        assertThat(data.bytes()).isInstanceOf(FileRegion.class);
        assertThat(data.bytes().read(4, 8)).isEqualTo(Bytes.copyOf(new byte[8]));
        assertThatThrownBy(() -> data.bytes().read(3999, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(tensor.toDoubles()).hasSize(1000);
    }

    @Test
    void mayReplaceTheFileItWasLoadedFrom() throws IOException {
        Path file = folder.resolve("m.onnx");
        OnnxWriter.write(MODEL, file);
        Model loaded = OnnxReader.read(file);
        Model changed = loaded.withMetadata(List.of(new Property("k", "v")));

        OnnxWriter.write(changed, file);

        Model again = OnnxReader.read(file);
        assertThat(again.metadata()).containsExactly(new Property("k", "v"));
        assertThat(again.graph().initializers().get(0).toDoubles()).hasSize(1000);
        assertThat(folder.toFile().list()).containsExactly("m.onnx");
        // What was loaded before knows that it is not its file any more.
        assertThatThrownBy(() -> OnnxWriter.write(loaded, folder.resolve("other.onnx")))
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("has changed since the model was loaded");
        assertThat(folder.toFile().list()).containsExactly("m.onnx");
    }

    @Test
    void failureLeavesEverythingAsItWas() throws IOException {
        Path file = folder.resolve("m.onnx");
        OnnxWriter.write(MODEL, file);
        byte[] before = Files.readAllBytes(file);
        Tensor liar = Tensor.ofRaw(
                "w", ElementType.UINT8, Shape.of(5000), ByteSource.computed(5000, () -> Bytes.copyOf(new byte[10])));
        Model broken = MODEL.withGraph(MODEL.graph().with(parts -> parts.initializers(List.of(liar))));

        assertThatThrownBy(() -> OnnxWriter.write(broken, file))
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("has 10 bytes, wanted 5000");

        assertThat(file).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactly("m.onnx");
    }

    @Test
    void writesThroughALink() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("m.onnx");
        OnnxWriter.write(MODEL, real);
        Path link = Files.createSymbolicLink(folder.resolve("link.onnx"), real);

        OnnxWriter.write(MODEL.withMetadata(List.of(new Property("k", "v"))), link);

        assertThat(link).isSymbolicLink();
        assertThat(OnnxReader.read(real).metadata()).hasSize(1);
    }

    @Test
    void impossibleTargets() {
        assertThatThrownBy(() -> OnnxWriter.write(MODEL, folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> OnnxWriter.write(MODEL, folder.resolve("no/m.onnx")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("create it");
    }

    @Test
    void leftoversOfOthersAreNotTouched() throws IOException {
        Path leftover = Files.writeString(folder.resolve(".m.onnx.tmp0"), "mine");
        OnnxWriter.write(MODEL, folder.resolve("m.onnx"));
        assertThat(leftover).hasContent("mine");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(".m.onnx.tmp0", "m.onnx");
    }

    @Test
    void moreThan2GiBAreStreamed() throws IOException {
        long size = 3L << 30;
        Graph graph = Graph.of(parts -> parts.name("g")
                .initializers(List.of(
                        Tensor.ofRaw("w", ElementType.UINT8, Shape.of(size), new SparseBytes.Zeros(size)),
                        Tensor.ofLongs("after", 42))));
        SparseBytes written = new SparseBytes();

        OutMessage message = new ModelEncoder(external -> external).model(Model.of(8, 17, graph));
        message.writeTo(written);

        assertThat(written.size()).isEqualTo(message.size()).isGreaterThan(size);
        Model read = OnnxReader.read(written, written, "sparse");
        assertThat(read.graph().initializers().get(1).toLongs()).containsExactly(42);
        assertThatThrownBy(() -> OnnxWriter.toBytes(Model.of(8, 17, graph)))
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("too many for an array; save it to a file");
    }
}
