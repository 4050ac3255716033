package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.testing.SharedData;

/**
 * Real networks, whose weights are inputs, beside figures that were measured on the PyTorch models: the number of PyTorch
 * parameters, the multiply-accumulates, and the elements of all kernels, matrices and vectors in the simplified file.
 */
class SampleStatisticsTest {
    @ParameterizedTest
    @CsvSource({
        "darts-v1, 871786, 152441866, 866506",
        "darts-v2, 919722, 159765514, 913994",
        "nats-size-64-64-64-64-64, 713674, 274399882, 712522",
        "nats-size-8-8-8-16-40, 67378, 7991706, 67082",
        "nb101-00005c14, 8555530, 1261835274, 8545994",
        "nb101-adds, 49979274, 7335187466, 49954954",
        "nb101-fig9, 227274, 37098506, 226474",
        "nb101-inception, 2694282, 402002954, 2688778",
        "nb101-slices, 2490930, 368703050, 2487208",
        "nb201-0, 129306, 15647370, 128106",
        "nb201-1, 802426, 113951370, 800666",
        "nb201-9, 316346, 43172490, 315706",
        "nb201-6111, 1073466, 153272970, 1070586",
        "nb201-9930, 1288506, 184730250, 1285626",
        "nb201-13714, 1073466, 153272970, 1070586",
        "transnas-64-1234-basic, 3402794, 62482954, 3399882",
        "transnas-64-2311-basic, 2335530, 63530250, 2333130",
        "transnas-64-41414-1_02_333, 22525738, 71660554, 22517194",
        "transnas-64-41414-3_33_333, 41416746, 132346890, 41401290"
    })
    void countsAgree(String name, long inPyTorch, long macs, long elements) throws IOException {
        Model simplified = OnnxReader.read(SharedData.sample(name + ".sim.onnx"));
        NetworkStatistics statistics = NetworkStatistics.of(simplified);
        assertThat(statistics.inputs()).extracting(Value::name).containsExactly("input.1");
        assertThat(statistics.macs()).isEqualTo(Count.of(macs));
        // Mean and variance of a standing BatchNormalization are elements of the file but not trained.
        assertThat(statistics.parameters()).isEqualTo(Count.of(elements - 2 * channelsOfStandingNorms(simplified)));
        // Folding one of C channels leaves a bias of C where PyTorch has 2C parameters.
        assertThat(statistics.parameters().value() + channelsOfFoldedNorms(simplified))
                .isEqualTo(inPyTorch);
        assertThat(statistics.unknowns()).isEmpty();

        NetworkStatistics raw = NetworkStatistics.of(OnnxReader.read(SharedData.sample(name + ".raw.onnx")));
        assertThat(raw.parameters()).isEqualTo(statistics.parameters());
        assertThat(raw.macs()).isEqualTo(statistics.macs());
        assertThat(raw.nodes()).isGreaterThan(statistics.nodes());
    }

    private static long channelsOfStandingNorms(Model model) {
        return model.graph().nodes().stream()
                .filter(node -> node.is("BatchNormalization"))
                .mapToLong(node -> elements(model, node.input(1)))
                .sum();
    }

    private static long channelsOfFoldedNorms(Model model) {
        return model.graph().nodes().stream()
                .filter(node -> node.is("Conv") && node.hasInput(2))
                .mapToLong((Node node) -> elements(model, node.input(2)))
                .sum();
    }

    private static long elements(Model model, String input) {
        Value found = model.graph().input(input);
        Shape shape = found == null ? null : found.shape();
        return shape == null ? 0 : shape.elementCount();
    }

    @ParameterizedTest
    @CsvSource({
        // parameters as torchvision and the original papers give them; multiply-accumulates with classifier biases
        "resnet50, 25557032, 4089185256",
        "vgg19, 143667240, 19632071656",
        "squeezenet, 1235496, 349151936",
        "bvlc_alexnet, 60965224, 654569576"
    })
    void publishedNetworksHaveTheirPublishedSize(String name, long parameters, long macs) throws IOException {
        Model model = SharedData.backendModels("light").stream()
                .filter(file -> file.getFileName().toString().equals("light_" + name + ".onnx"))
                .map(SampleStatisticsTest::read)
                .findFirst()
                .orElseThrow();
        NetworkStatistics statistics = NetworkStatistics.of(model);
        assertThat(statistics.parameters()).isEqualTo(Count.of(parameters));
        assertThat(statistics.macs()).isEqualTo(Count.of(macs));
    }

    private static Model read(java.nio.file.Path file) {
        try {
            return OnnxReader.read(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
