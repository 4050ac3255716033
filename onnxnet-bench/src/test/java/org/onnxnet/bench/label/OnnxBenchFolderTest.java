package org.onnxnet.bench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.natssize.NatsSize;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Property;

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
    void anEntryOfThatNameCountsWhereverItIs() throws IOException {
        NatsSize space = new NatsSize();
        Model model = space.toGraph(space.architecture(0)).model();
        OnnxGraph.of(model.withMetadata(List.of(new Property("author", "7"), new Property("accuracy", "91.2"))))
                .save(folder.resolve("named.onnx"));
        OnnxGraph.of(model.withMetadata(List.of(new Property("val_acc", "61.5"), new Property("author", "7"))))
                .save(folder.resolve("first.onnx"));

        LabelTable table = OnnxBenchFolder.read(folder, "nats-size", PROTOCOL);

        assertThat(table.labels("accuracy").asMap()).isEqualTo(Map.of("named", 91.2, "first", 61.5));
    }

    @Test
    void aNetworkWithoutAccuracyIsAnError() throws IOException {
        NatsSize space = new NatsSize();
        OnnxGraph network = space.toGraph(space.architecture(0));
        network.save(folder.resolve("bare.onnx"));

        assertThatThrownBy(() -> OnnxBenchFolder.read(folder, "nats-size", PROTOCOL))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("bare.onnx")
                .hasMessageContaining("should have the accuracy, wanted a number");
    }

    @Test
    void anAccuracyThatIsNoNumberIsAnError() throws IOException {
        NatsSize space = new NatsSize();
        OnnxBenchFolder.withAccuracy(space.toGraph(space.architecture(0)), Double.NaN)
                .save(folder.resolve("diverged.onnx"));

        assertThatThrownBy(() -> OnnxBenchFolder.read(folder, "nats-size", PROTOCOL))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("diverged.onnx: found 'NaN'")
                .hasMessageContaining("should have the accuracy, wanted a number");
    }

    @Test
    void aFileThatIsNoNetworkIsAnError() throws IOException {
        Files.writeString(folder.resolve("text.onnx"), "this is no network");

        assertThatThrownBy(() -> OnnxBenchFolder.read(folder, "nats-size", PROTOCOL))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("text.onnx is no network");
    }
}
