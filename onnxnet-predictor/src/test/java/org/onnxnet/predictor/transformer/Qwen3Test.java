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
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.Network;

/** The graph of a Qwen3 in ONNX Runtime beside transformers. */
class Qwen3Test {
    private static final String TINY = "qwen3-tiny";
    /** Longer than any text. */
    private static final int PADDED = 192;

    @TempDir
    Path folder;

    private Checkpoint checkpoint(String name) throws IOException {
        return Checkpoint.open(Fixtures.checkpoint(name, "config.json", folder));
    }

    private Network load(String name, Precision precision) throws IOException {
        return Network.load(checkpoint(name), precision, Device.cpu(2));
    }

    private static double[] together(Network network, Fixtures.Expected expected) {
        float[] scores = network.run(
                IntStream.range(0, expected.texts()).mapToObj(expected::text).toList(), PADDED, new Cancellation());
        return IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3-tiny, FP32, 1e-5",
        "qwen3-tiny-variants, FP32, 1e-5",
        "qwen3-tiny, FP16, 0.02",
        "qwen3-tiny, INT8, 0.2"
    })
    void scoresLikeTransformers(String name, Precision precision, double tolerance) throws IOException {
        Fixtures.Expected expected = Fixtures.expected(name);
        try (Network network = load(name, precision)) {
            assertThat(together(network, expected)).containsExactly(expected.logits(), within(tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource({"qwen3-tiny, FP32", "qwen3-tiny-variants, FP32", "qwen3-tiny, FP16"})
    void aScoreDoesNotDependOnTheBatch(String name, Precision precision) throws IOException {
        Fixtures.Expected expected = Fixtures.expected(name);
        try (Network network = load(name, precision)) {
            double[] together = together(network, expected);
            for (int text = 0; text < together.length; text++) {
                float alone = network.run(List.of(expected.text(text)), PADDED, new Cancellation())[0];
                assertThat((double) alone).isEqualTo(together[text]);
            }
        }
    }

    @Test
    void theLongestTextHasPositions() throws IOException {
        try (Network network = load(TINY, Precision.FP32)) {
            int[] longest = IntStream.range(0, 512).map(i -> i % 100).toArray();
            assertThat(network.run(List.of(longest), 512, new Cancellation())[0])
                    .isFinite();
        }
    }

    @Test
    void theGraphIsAValidModel() throws IOException {
        assertThat(ModelChecker.check(ClassifierGraph.of(checkpoint(TINY), Precision.FP32, 127)))
                .isEmpty();
    }
}
