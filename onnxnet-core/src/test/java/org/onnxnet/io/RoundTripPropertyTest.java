package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.onnxnet.graph.Model;
import org.onnxnet.proto.ModelProto;

/** protobuf's own classes are the second opinion on what our bytes say. */
class RoundTripPropertyTest {
    @Property(tries = 800)
    void everythingInAModelSurvives(@ForAll long seed) throws IOException {
        ModelProto expected = new RandomProtos(seed).model();

        byte[] saved = OnnxWriter.toBytes(OnnxReader.read(expected.toByteArray()));

        assertThat(ModelProto.parseFrom(saved)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void savedBytesAreStable(@ForAll long seed) {
        Model model = OnnxReader.read(new RandomProtos(seed).model().toByteArray());
        byte[] saved = OnnxWriter.toBytes(model);

        Model again = OnnxReader.read(saved);

        assertThat(again).isEqualTo(model);
        assertThat(OnnxWriter.toBytes(again)).isEqualTo(saved);
    }

    @Property(tries = 100)
    void filesAndMemoryGoThroughTheSameCode(@ForAll long seed) throws IOException {
        byte[] bytes = new RandomProtos(seed).model().toByteArray();
        Path folder = Files.createTempDirectory("onnxnet");
        Path file = folder.resolve("in.onnx");
        Path copy = folder.resolve("out.onnx");
        try {
            Files.write(file, bytes);
            OnnxWriter.write(OnnxReader.read(file), copy);

            assertThat(copy).hasBinaryContent(OnnxWriter.toBytes(OnnxReader.read(bytes)));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(copy);
            Files.delete(folder);
        }
    }
}
