package org.onnxnet.bench.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.label.OnnxBenchFolder;
import org.onnxnet.bench.space.natssize.NatsSize;

class MeasuredNetworksTest {
    private static final NatsSize SPACE = new NatsSize();

    @TempDir
    Path data;

    @BeforeEach
    void writeNetworks() throws IOException {
        save(0, 83.25, "einspace/cifar10/seed=1/0.onnx");
        save(1, 84.5, "einspace/cifar10/seed=4/0.onnx");
        save(2, 12, "einspace/AddNIST/7.onnx");
    }

    private void save(long architecture, double accuracy, String file) throws IOException {
        Path path = data.resolve(file);
        Files.createDirectories(path.getParent());
        OnnxBenchFolder.withAccuracy(network(architecture), accuracy).save(path);
    }

    private static OnnxGraph network(long architecture) {
        return SPACE.toGraph(SPACE.architecture(architecture));
    }

    @Test
    void aFolderHasADataSetInEachFolder() throws IOException {
        MeasuredNetworks networks = MeasuredNetworks.of("einspace", data);

        assertThat(networks.name()).isEqualTo("einspace");
        assertThat(networks.labels("cifar10").asMap())
                .isEqualTo(Map.of("cifar10/seed=1/0", 83.25, "cifar10/seed=4/0", 84.5));
        assertThat(networks.labels(List.of("cifar10/seed=4", "AddNIST")))
                .extracting(Labels::asMap)
                .containsExactly(Map.of("cifar10/seed=4/0", 84.5), Map.of("AddNIST/7", 12.0));
    }

    @Test
    void aFolderHasTheNetworkOfEachKey() throws IOException {
        MeasuredNetworks networks = MeasuredNetworks.of("einspace", data);

        for (String key : networks.labels("cifar10/seed=4/").asMap().keySet()) {
            assertThat(networks.network(key).model().graph())
                    .isEqualTo(network(1).model().graph());
        }
        assertThatThrownBy(() -> networks.network("cifar10/seed=4/1"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("1.onnx cannot be read");
    }

    @Test
    void aFolderMayBeNamedFromWhereOneIs() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path there = here.relativize(data.toAbsolutePath());

        assertThat(MeasuredNetworks.of("einspace", there).labels("AddNIST").asMap())
                .isEqualTo(Map.of("AddNIST/7", 12.0));
        assertThat(MeasuredNetworks.of("src", Path.of(".")).name()).isEqualTo("src");
    }

    @Test
    void aTableHasThoseOfASpace() throws IOException {
        String architecture = "|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|";
        Files.write(
                data.resolve("nasbench201.csv"),
                List.of("arch,cifar10_test,cifar10_valid,cifar100_test,imagenet16_test", architecture + ",2,3,4,5"));
        MeasuredNetworks networks = MeasuredNetworks.of("nasbench201", data);

        assertThat(networks.name()).isEqualTo("nasbench201");
        assertThat(networks.labels("cifar10_test").asMap()).isEqualTo(Map.of(architecture, 2.0));
        assertThat(networks.network(architecture).model().graph().nodes()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../other", "cifar10/../../other", "/", "\0"})
    void nothingOutsideTheFolderTakesPart(String name) throws IOException {
        save(3, 70, "other/0.onnx");
        MeasuredNetworks networks = MeasuredNetworks.of("einspace", data);

        assertThatThrownBy(() -> networks.labels(name))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("wanted one of [AddNIST, cifar10]");
        assertThatThrownBy(() -> MeasuredNetworks.of(name, data.resolve("einspace")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no such folder in");
    }

    @Test
    void whatIsNotThereIsAnErrorThatSaysWhatIs() throws IOException {
        assertThatThrownBy(() -> MeasuredNetworks.of("hnasbench201", data))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("found no search space 'hnasbench201' and no such folder in " + data)
                .hasMessageContaining("nasbench101");
        MeasuredNetworks networks = MeasuredNetworks.of("einspace", data);
        assertThatThrownBy(() -> networks.labels("Isabella"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("has no folder 'Isabella', wanted one of [AddNIST, cifar10]");
        Files.createDirectory(data.resolve("einspace/Language"));
        assertThatThrownBy(() -> networks.labels("Language"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("Language has no .onnx files");
    }
}
