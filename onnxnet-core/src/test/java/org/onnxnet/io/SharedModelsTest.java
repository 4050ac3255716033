package org.onnxnet.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.testing.SharedData;

/** Real files, compared field by field by protobuf's own classes. */
class SharedModelsTest {
    @TempDir
    Path folder;

    @Test
    void samples() throws IOException {
        assertSurvive(SharedData.modelsBelow(SharedData.samples()));
    }

    @Test
    void traps() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/traps"))) {
            assertSurvive(files.sorted().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "simple", "pytorch-converted", "pytorch-operator", "light"})
    void backendSuite(String kind) throws IOException {
        assertSurvive(SharedData.backendModels(kind));
    }

    private void assertSurvive(List<Path> files) throws IOException {
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Path saved = folder.resolve("saved.onnx");
            OnnxWriter.write(OnnxReader.read(file), saved);
            byte[] savedBytes = Files.readAllBytes(saved);

            boolean isEqual = ModelProto.parseFrom(savedBytes).equals(ModelProto.parseFrom(Files.readAllBytes(file)));
            assertThat(isEqual).as("%s", file).isTrue();
            OnnxWriter.write(OnnxReader.read(saved), saved);
            assertThat(saved).as("%s", file).hasBinaryContent(savedBytes);
            assertThat(OnnxWriter.toBytes(OnnxReader.read(savedBytes)))
                    .as("%s", file)
                    .isEqualTo(savedBytes);
        }
    }
}
