package org.onnxnet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.Variants;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.Network;
import org.onnxnet.trainer.optimizer.AdamW;
import org.onnxnet.trainer.start.ModelDirectory;
import org.onnxnet.trainer.start.NetworkSize;
import org.onnxnet.trainer.start.Start;
import org.onnxnet.trainer.torch.Torch;
import org.onnxnet.trainer.torch.TorchDevice;

/** Every variant that a configuration can ask for scores here as in the predictor, before it has learnt something and after. */
class VariantsTest {
    private static final Start START = Start.scratch(NetworkSize.small());
    private static final List<int[]> TEXTS = Stream.of(300, 65, 63, 1)
            .map(length -> new Random(length).ints(length, 1, 50).toArray())
            .toList();

    @TempDir
    Path folder;

    private final TorchDevice device = Torch.use(Device.cpu(1));

    private Weights weights(Checkpoint checkpoint, Start start) throws IOException {
        return Weights.of(
                checkpoint.config().weights(Checkpoint.Kind.CLASSIFIER), start.weights(checkpoint.config(), 7), device);
    }

    private static Start start(Checkpoint checkpoint) {
        return new Start.Trained(checkpoint, START.tokenizer(), START.specialTokens());
    }

    /** All texts side by side, so that the short ones are filled up. */
    private double[] scores(Backbone network) {
        try (PointerScope scope = new PointerScope()) {
            return doubles(TorchDevice.toFloats(
                    new Passes(network, false).scores(TokenBatch.of(TEXTS, network.config(), device))));
        }
    }

    private static double[] predicted(Checkpoint checkpoint) {
        try (Network network =
                Network.load(checkpoint, org.onnxnet.predictor.transformer.Precision.FP32, Device.cpu(1))) {
            return TEXTS.stream()
                    .mapToDouble(text -> network.run(List.of(text), text.length, new Cancellation())[0])
                    .toArray();
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private Checkpoint saved(Backbone network) throws IOException {
        Path directory = folder.resolve("saved");
        ModelDirectory.write(
                directory, network.config(), network.weights(), START, Checkpoint.Kind.CLASSIFIER, extras -> {});
        return Checkpoint.open(directory);
    }

    private void step(Backbone network) throws IOException {
        try (PointerScope scope = new PointerScope();
                AdamW optimizer = new AdamW(network.weights(), AdamW.Constants.DEFAULT)) {
            Pass pass = new Passes(network, false).classify(TokenBatch.of(TEXTS, network.config(), device));
            pass.backward(device.floats(new float[] {1, -1, 1, -1}, 4, 1));
            optimizer.step(0.01);
        }
    }

    @ParameterizedTest
    @MethodSource("org.onnxnet.predictor.checkpoint.Variants#all")
    void scoresLikeThePredictor(String changes) throws IOException {
        Checkpoint checkpoint = Variants.write(changes, Checkpoint.Kind.CLASSIFIER, folder);
        try (Weights weights = weights(checkpoint, start(checkpoint));
                Backbone network = Backbone.of(checkpoint.config(), weights, Precision.FP32)) {
            double[] before = scores(network);
            assertThat(before).containsExactly(predicted(checkpoint), within(1e-5));
            step(network);
            double[] after = scores(network);
            assertThat(after).isNotEqualTo(before);
            Checkpoint saved = saved(network);
            assertThat(saved.config()).isEqualTo(checkpoint.config());
            assertThat(predicted(saved)).containsExactly(after, within(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Checkpoint.Kind.class,
            names = {"ENCODER", "MASKED_LANGUAGE_MODEL"})
    void goesOnFromWhatHasNoClassifier(Checkpoint.Kind kind) throws IOException {
        Checkpoint checkpoint =
                Variants.write("{\"attention_bias\":true,\"norm_bias\":true,\"classifier_bias\":true}", kind, folder);
        assertThat(checkpoint.kind()).isEqualTo(kind);
        try (Weights weights = weights(checkpoint, start(checkpoint));
                Backbone network = Backbone.of(checkpoint.config(), weights, Precision.FP32)) {
            for (String name : weights.tensors().keySet()) {
                if (checkpoint.has(name)) {
                    assertThat(weights.floats(name)).as(name).isEqualTo(checkpoint.floats(name));
                } else {
                    assertThat(name)
                            .matches(kind == Checkpoint.Kind.ENCODER ? "(head|classifier)\\..*" : "classifier\\..*");
                }
            }
            assertThat(predicted(saved(network))).containsExactly(scores(network), within(1e-5));
        }
    }
}
