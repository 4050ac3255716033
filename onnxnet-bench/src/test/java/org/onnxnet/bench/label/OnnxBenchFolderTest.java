package org.onnxnet.bench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.natssize.NatsSize;

class OnnxBenchFolderTest {
    private static final Protocol PROTOCOL =
            new Protocol("accuracy", "cifar10", "test", "accuracy in percent", 90, "one run");

    @TempDir
    Path folder;

    @Test
    void readsTheAccuracyOfEveryNetwork() throws IOException {
        NatsSize space = new NatsSize();
        Path inner = Files.createDirectory(folder.resolve("seed=1"));
        OnnxBenchFolder.withAccuracy(space.toGraph(space.architecture(0)), 83.25)
                .save(inner.resolve("0.onnx"));
        OnnxBenchFolder.withAccuracy(space.toGraph(space.architecture(1)), 84.5).save(folder.resolve("1.onnx"));
        Files.writeString(folder.resolve("README.md"), "no network");

        LabelTable table = OnnxBenchFolder.read(folder, "nats-size", PROTOCOL);

        assertThat(table.labels("accuracy").asMap()).isEqualTo(Map.of("1", 84.5, "seed=1/0", 83.25));
        assertThat(table.labels("accuracy").protocol()).isEqualTo(PROTOCOL);
    }

    @Test
    void aNetworkWithoutAccuracyIsAnError() throws IOException {
        NatsSize space = new NatsSize();
        OnnxGraph network = space.toGraph(space.architecture(0));
        network.save(folder.resolve("bare.onnx"));

        assertThatThrownBy(() -> OnnxBenchFolder.read(folder, "nats-size", PROTOCOL))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("bare.onnx")
                .hasMessageContaining("wanted the accuracy");
    }

    @Test
    void aFileThatIsNoNetworkIsAnError() throws IOException {
        Files.writeString(folder.resolve("text.onnx"), "this is no network");

        assertThatThrownBy(() -> OnnxBenchFolder.read(folder, "nats-size", PROTOCOL))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("text.onnx is no network");
    }
}
