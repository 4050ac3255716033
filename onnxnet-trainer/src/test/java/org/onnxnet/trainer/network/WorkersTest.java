package org.onnxnet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.text.Tokenizer;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.loss.PairwiseRanking;
import org.onnxnet.trainer.objective.ScoreObjective;
import org.onnxnet.trainer.start.NetworkSize;
import org.onnxnet.trainer.start.Start;
import org.onnxnet.trainer.torch.Torch;
import org.onnxnet.trainer.torch.TorchDevice;

/** Several workers learn what one would, and fail as one would. */
@Timeout(120) // a worker that waits for one that has failed would wait for ever
class WorkersTest {
    private static final Start START = Start.scratch(new NetworkSize(3, 32, 2, 48, 32, 512));

    private static Backbone network(int threads) throws IOException {
        TorchDevice device = Torch.use(Device.cpu(threads));
        NetworkConfig config = START.config().withLabels(1);
        Weights weights = Weights.of(config.weights(Checkpoint.Kind.CLASSIFIER), START.weights(config, 42), device);
        return Backbone.of(config, weights, Precision.FP32);
    }

    private static List<Row> rows() {
        SplittableRandom random = new SplittableRandom(5);
        List<LabelledText> texts = IntStream.range(0, 11)
                .mapToObj(i -> LabelledText.of(
                        "row " + i, "", "Relu(prev) --> ".repeat(random.nextInt(1, 70)), random.nextDouble()))
                .toList();
        try (Tokenizer tokenizer = START.tokenizer().load(START.config())) {
            return Row.of(texts, tokenizer, 512);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The derivatives of all weights. */
    private static Map<String, float[]> derivatives(int threads, int tokenBudget) throws IOException {
        try (Backbone network = network(threads);
                Workers workers = new Workers(network, false);
                Weights weights = network.weights()) {
            // Twice: what the first batch has left with the workers must not be in the second.
            ScoreObjective objective = new ScoreObjective(workers, new PairwiseRanking(), tokenBudget);
            for (int i = 0; i < 2; i++) {
                weights.clearGradients();
                objective.backward(rows(), new SplittableRandom(1));
            }
            Map<String, float[]> derivatives = new HashMap<>();
            weights.tensors().forEach((name, weight) -> derivatives.put(name, TorchDevice.toFloats(weight.grad())));
            return derivatives;
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 2000})
    void threeDeriveWhatOneDoesAndTheSameBitsEachTime(int tokenBudget) throws IOException {
        Map<String, float[]> one = derivatives(1, 100_000);
        Map<String, float[]> three = derivatives(3, tokenBudget);
        one.forEach((name, wanted) ->
                assertThat(doubles(three.get(name))).as(name).containsExactly(doubles(wanted), within(1e-5)));
        for (int repeat = 0; repeat < 3; repeat++) {
            derivatives(3, tokenBudget)
                    .forEach((name, found) -> assertThat(found).as(name).isEqualTo(three.get(name)));
        }
    }

    @Test
    void nobodyGoesOnBeforeAllHaveBegun() throws IOException {
        try (Backbone network = network(3);
                Workers workers = new Workers(network, false);
                Weights weights = network.weights()) {
            assertThat(workers.count()).isEqualTo(3);
            assertThat(weights.tensors()).isNotEmpty();
            List<String> events = Collections.synchronizedList(new ArrayList<>());
            workers.run(
                    3,
                    (passes, share) -> {
                        events.add("begin");
                        return () -> events.add("rest");
                    },
                    () -> events.add("between"));
            assertThat(events).containsExactly("begin", "begin", "begin", "between", "rest", "rest", "rest");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "between", "rest"})
    void aFailureEndsAllAndReachesTheCaller(String where) throws IOException {
        try (Backbone network = network(3);
                Workers workers = new Workers(network, false);
                Weights weights = network.weights()) {
            for (int share = 0; share < 3; share++) {
                int bad = share;
                assertThatThrownBy(() -> workers.run(
                                3,
                                (passes, own) -> {
                                    failAt("begin", where, own == bad);
                                    return () -> failAt("rest", where, own == bad);
                                },
                                () -> failAt("between", where, true)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(where);
            }
            AtomicInteger ran = new AtomicInteger();
            workers.each(3, (passes, share) -> ran.incrementAndGet());
            assertThat(ran).hasValue(3);
            assertThat(weights.tensors()).isNotEmpty();
        }
    }

    private static void failAt(String here, String where, boolean really) {
        if (really && here.equals(where)) {
            throw new IllegalStateException(where);
        }
    }
}
