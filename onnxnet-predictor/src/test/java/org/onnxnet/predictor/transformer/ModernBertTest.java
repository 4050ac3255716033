package org.onnxnet.predictor.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.check.ModelChecker;
import org.onnxnet.graph.Model;
import org.onnxnet.io.OnnxReader;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.Network;

/** The graph in ONNX Runtime beside transformers. */
class ModernBertTest {
    @TempDir
    Path folder;

    private Network load(String name, String config, Precision precision) throws IOException {
        return Network.load(Checkpoint.open(Fixtures.checkpoint(name, config, folder)), precision, Device.cpu(2));
    }

    private static double[] together(Network network, Fixtures.Expected expected) {
        List<int[]> texts =
                IntStream.range(0, expected.texts()).mapToObj(expected::text).toList();
        return doubles(network.run(texts, expected.padded(), new Cancellation()));
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "modernbert-tiny-mean, config.json",
        "modernbert-tiny-mean, config.hub-style.json",
        "modernbert-tiny-cls, config.json",
        "modernbert-tiny-cls, config.hub-style.json"
    })
    void scoresLikeTransformers(String name, String config) throws IOException {
        Fixtures.Expected expected = Fixtures.expected(name);
        try (Network network = load(name, config, Precision.FP32)) {
            assertThat(together(network, expected)).containsExactly(expected.logits(), within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"modernbert-tiny-mean, FP32", "modernbert-tiny-cls, FP32", "modernbert-tiny-mean, FP16"})
    void aScoreDoesNotDependOnTheBatch(String name, Precision precision) throws IOException {
        Fixtures.Expected expected = Fixtures.expected(name);
        try (Network network = load(name, "config.json", precision)) {
            double[] together = together(network, expected);
            for (int text = 0; text < together.length; text++) {
                int[] tokens = expected.text(text);
                float alone = network.run(List.of(tokens), tokens.length, new Cancellation())[0];
                assertThat((double) alone).isEqualTo(together[text]);
            }
        }
    }

    /** Rows that see nothing but padding must not become NaN: Blaizzy/mlx-embeddings issue 80. */
    @Test
    void shortTextsBesideLongOnesHaveScores() throws IOException {
        try (Network network = load("modernbert-tiny-mean", "config.json", Precision.FP32)) {
            int[] longText = IntStream.range(0, 256).map(i -> i % 100).toArray();
            int[] shortText = {121, 1, 2, 3, 122};
            float[] scores = network.run(List.of(longText, shortText), 256, new Cancellation());
            assertThat(doubles(scores)).doesNotContain(Double.NaN);
            assertThat(network.run(List.of(shortText), 5, new Cancellation())[0])
                    .isEqualTo(scores[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8, 0.05", "FP16, 0.01"})
    void lessPrecisionMeansNearlyTheSameScores(Precision precision, double tolerance) throws IOException {
        Fixtures.Expected expected = Fixtures.expected("modernbert-tiny-mean");
        try (Network network = load("modernbert-tiny-mean", "config.json", precision)) {
            assertThat(together(network, expected)).containsExactly(expected.logits(), within(tolerance));
        }
    }

    @Test
    void theGraphIsAValidModelThatCanBeSaved() throws IOException {
        Path checkpoint = Fixtures.checkpoint("modernbert-tiny-mean", "config.json", folder);
        Model model = ClassifierGraph.of(Checkpoint.open(checkpoint), Precision.FP32, 127);
        assertThat(ModelChecker.check(model)).isEmpty();
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(model, file);
        assertThat(OnnxReader.read(file).graph().nodes())
                .hasSameSizeAs(model.graph().nodes());
    }
}
