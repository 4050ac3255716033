package org.onnxnet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.transformer.Fixtures;
import org.onnxnet.trainer.loss.LossNames;
import org.onnxnet.trainer.loss.Scores;
import org.onnxnet.trainer.optimizer.AdamW;
import org.onnxnet.trainer.optimizer.PolynomialSchedule;
import org.onnxnet.trainer.torch.Torch;
import org.onnxnet.trainer.torch.TorchDevice;

/** Scores, derivatives and training steps beside those of transformers. */
class FixtureTest {
    @TempDir
    Path folder;

    private final TorchDevice device = Torch.use(Device.cpu(2));

    private static JsonNode expected(String name) throws IOException {
        try (InputStream in = Fixtures.class.getResourceAsStream(name + "/expected.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static double[] doubles(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private Backbone load(String name, Precision precision) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(Fixtures.checkpoint(name, "config.json", folder));
        Weights weights = Weights.of(
                checkpoint.config().weights(Checkpoint.Kind.CLASSIFIER),
                (weight, shape) -> checkpoint.floats(weight),
                device);
        return Backbone.of(checkpoint.config(), weights, precision);
    }

    /** The last weight of all. */
    private static String classifier(String name) {
        return name.startsWith("qwen3") ? "score.weight" : "classifier.weight";
    }

    private TokenBatch batch(Backbone network, String name) throws IOException {
        Fixtures.Expected expected = Fixtures.expected(name);
        return TokenBatch.of(
                IntStream.range(0, expected.texts()).mapToObj(expected::text).toList(), network.config(), device);
    }

    /** One pass forth and back; the loss. */
    private double backward(Backbone network, String name, String loss, boolean checkpoints) throws IOException {
        try (PointerScope scope = new PointerScope()) {
            Pass pass = new Passes(network, checkpoints).classify(batch(network, name));
            double[] labels = doubles(expected(name).get("labels"));
            var gradient = LossNames.parse(loss)
                    .of(Scores.of(doubles(TorchDevice.toFloats(pass.output())), labels), new SplittableRandom(1));
            float[] slopes = new float[labels.length];
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] = (float) gradient.slopes()[i];
            }
            pass.backward(device.floats(slopes, slopes.length, 1));
            return gradient.loss();
        }
    }

    @ParameterizedTest
    @CsvSource({"modernbert-tiny-mean", "modernbert-tiny-cls", "qwen3-tiny", "qwen3-tiny-variants"})
    void scoresLikeTransformers(String name) throws IOException {
        try (Backbone network = load(name, Precision.FP32);
                PointerScope scope = new PointerScope()) {
            Tensor scores = new Passes(network, false).scores(batch(network, name));
            assertThat(doubles(TorchDevice.toFloats(scores)))
                    .containsExactly(doubles(expected(name).get("logits")), within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "modernbert-tiny-mean, mse, false",
        "modernbert-tiny-mean, pwr, false",
        "modernbert-tiny-mean, mse, true",
        "modernbert-tiny-mean, pwr, true",
        "modernbert-tiny-cls, mse, false",
        "modernbert-tiny-cls, pwr, true",
        "qwen3-tiny, mse, false",
        "qwen3-tiny, pwr, false",
        "qwen3-tiny, mse, true",
        "qwen3-tiny, pwr, true",
        "qwen3-tiny-variants, pwr, false"
    })
    void derivesLikeTransformers(String name, String loss, boolean checkpoints) throws IOException {
        try (Backbone network = load(name, Precision.FP32)) {
            double found = backward(network, name, loss, checkpoints);
            JsonNode wanted = expected(name).get("backward").get(loss);
            assertThat(found).isCloseTo(wanted.get("loss").doubleValue(), within(1e-4 * found));
            JsonNode norms = wanted.get("grad_norms");
            assertThat(network.weights().tensors()).hasSize(norms.size());
            for (Map.Entry<String, Tensor> weight : network.weights().tensors().entrySet()) {
                double norm = norm(TorchDevice.toFloats(weight.getValue().grad()));
                double expected = norms.get(weight.getKey()).doubleValue();
                assertThat(norm).as(weight.getKey()).isCloseTo(expected, within(1e-4 * expected + 1e-6));
            }
            double[] classifier = doubles(wanted.get("grad_classifier"));
            double[] slopes = doubles(
                    TorchDevice.toFloats(network.weights().get(classifier(name)).grad()));
            double largest = IntStream.range(0, classifier.length)
                    .mapToDouble(i -> Math.abs(classifier[i]))
                    .max()
                    .orElseThrow();
            assertThat(slopes).containsExactly(classifier, within(1e-4 * largest));
        }
    }

    private static double norm(float[] values) {
        return Math.sqrt(IntStream.range(0, values.length)
                .mapToDouble(i -> (double) values[i] * values[i])
                .sum());
    }

    @ParameterizedTest
    @CsvSource({"modernbert-tiny-mean", "modernbert-tiny-cls", "qwen3-tiny", "qwen3-tiny-variants"})
    void learnsLikeTransformers(String name) throws IOException {
        JsonNode train = expected(name).get("train");
        PolynomialSchedule schedule = new PolynomialSchedule(
                train.get("lr").doubleValue(),
                train.get("lr_end").doubleValue(),
                train.get("warmup_steps").intValue(),
                train.get("total_steps").intValue(),
                1);
        try (Backbone network = load(name, Precision.FP32);
                AdamW optimizer = new AdamW(network.weights(), AdamW.Constants.DEFAULT)) {
            for (JsonNode step : train.get("trace")) {
                network.weights().clearGradients();
                double loss = backward(network, name, "pwr", false);
                close(loss, step.get("loss").doubleValue());
                close(
                        optimizer.clipGradients(1),
                        step.get("grad_norm_before_clip").doubleValue());
                double rate = schedule.rate(step.get("step").intValue());
                close(rate, step.get("lr").doubleValue());
                optimizer.step(rate);
            }
            try (PointerScope scope = new PointerScope()) {
                double[] after = doubles(TorchDevice.toFloats(new Passes(network, false).scores(batch(network, name))));
                double[] wanted = doubles(train.get("logits_after"));
                for (int i = 0; i < wanted.length; i++) {
                    close(after[i], wanted[i]);
                }
            }
            double[] classifier = doubles(train.get("classifier_weight_after"));
            double[] found = doubles(network.weights().floats(classifier(name)));
            for (int i = 0; i < classifier.length; i++) {
                close(found[i], classifier[i]);
            }
        }
    }

    private static void close(double found, double wanted) {
        assertThat(found).isCloseTo(wanted, within(1e-4 * Math.abs(wanted) + 1e-7));
    }

    /** Rows that see nothing but padding must not become NaN, on the way back neither. */
    @ParameterizedTest
    @CsvSource({
        "modernbert-tiny-mean, FP32, false",
        "modernbert-tiny-mean, FP32, true",
        "modernbert-tiny-mean, BF16, false",
        "qwen3-tiny, FP32, true",
        "qwen3-tiny, BF16, false"
    })
    void shortTextsBesideLongOnesHaveDerivatives(String name, Precision precision, boolean checkpoints)
            throws IOException {
        try (Backbone network = load(name, precision);
                PointerScope scope = new PointerScope()) {
            int[] longText = IntStream.range(0, 256).map(i -> i % 100).toArray();
            TokenBatch batch =
                    TokenBatch.of(List.of(longText, new int[] {121, 1, 2, 3, 122}), network.config(), device);
            Pass pass = new Passes(network, checkpoints).classify(batch);
            assertThat(doubles(TorchDevice.toFloats(pass.output()))).doesNotContain(Double.NaN);
            pass.backward(device.floats(new float[] {1, 1}, 2, 1));
            network.weights()
                    .tensors()
                    .forEach((key, weight) -> assertThat(DoubleStream.of(doubles(TorchDevice.toFloats(weight.grad()))))
                            .as(key)
                            .allMatch(Double::isFinite));
        }
    }

    @ParameterizedTest
    @CsvSource({"modernbert-tiny-mean", "qwen3-tiny"})
    void halfPrecisionIsNearlyTheSame(String name) throws IOException {
        try (Backbone network = load(name, Precision.BF16);
                PointerScope scope = new PointerScope()) {
            double[] wanted = doubles(expected(name).get("logits"));
            Tensor scores = new Passes(network, false).scores(batch(network, name));
            assertThat(doubles(TorchDevice.toFloats(scores))).containsExactly(wanted, within(0.1));
        }
    }
}
