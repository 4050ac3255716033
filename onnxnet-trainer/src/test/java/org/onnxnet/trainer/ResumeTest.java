package org.onnxnet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.ModelSettings;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.trainer.data.TrainingException;
import org.onnxnet.trainer.network.Precision;
import org.onnxnet.trainer.start.NetworkSize;
import org.onnxnet.trainer.start.Start;
import org.onnxnet.trainer.state.MetricsLog;

/** A training that is killed and taken up again gives the bytes of one that was left alone. */
class ResumeTest {
    private static final int KILLS = 3;

    private static final TrainingListener NO_MORE = new TrainingListener() {
        @Override
        public void stepped(StepReport step) {
            throw new AssertionError("step " + step.step() + " of a training that was over");
        }
    };

    @TempDir
    Path folder;

    private static byte[] weights(Path model) throws IOException {
        return Files.readAllBytes(model.resolve("model.safetensors"));
    }

    @Test
    void killedAtAnyTimeItEndsInTheSameBytes() throws IOException, InterruptedException {
        TrainingResult alone = KilledTraining.train(folder.resolve("alone"), TrainingListener.NONE);
        Path output = folder.resolve("killed");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(output, 3 + random.nextInt(6), random.nextInt(60));
        }
        TrainingResult resumed = KilledTraining.train(output, TrainingListener.NONE);
        assertThat(weights(resumed.lastModel())).as("seed %s", seed).isEqualTo(weights(alone.lastModel()));
        assertThat(weights(resumed.bestModel())).as("seed %s", seed).isEqualTo(weights(alone.bestModel()));
        assertThat(resumed.epochs()).isEqualTo(alone.epochs());
        assertThat(resumed.best()).isEqualTo(alone.best());
        assertThat(steps(output)).isEqualTo(IntStream.rangeClosed(1, 32).boxed().toList());
        try (Stream<Path> files = Files.list(output)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("last", "best", "training.json", MetricsLog.FILE);
        }
        assertThat(KilledTraining.train(output, NO_MORE)).as("once more").isEqualTo(resumed);
    }

    /** Starts a training in a JVM of its own, and kills that some time after it has logged further steps. */
    private void killAfter(Path output, int steps, int millis) throws IOException, InterruptedException {
        int before = logged(output);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTraining.class.getName(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile())
                .start();
        while (process.isAlive() && logged(output) < before + steps) {
            Thread.sleep(5);
        }
        Thread.sleep(millis);
        process.destroyForcibly().waitFor();
        assertThat(logged(output))
                .as(Files.readString(folder.resolve("process.log")))
                .isPositive();
    }

    private static int logged(Path output) throws IOException {
        Path log = output.resolve(MetricsLog.FILE);
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private static List<Integer> steps(Path output) throws IOException {
        List<Integer> steps = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve(MetricsLog.FILE))) {
            JsonNode json = new JsonMapper().readTree(line);
            if (json.has("loss")) {
                steps.add(json.get("step").intValue());
            }
        }
        return steps;
    }

    @Test
    void anotherTrainingReplacesOneThatIsOver() throws IOException {
        Path output = folder.resolve("twice");
        TrainingResult first = KilledTraining.train(output, TrainingListener.NONE);
        byte[] before = weights(first.lastModel());
        TrainingResult second = Trainer.builder().build().train(Texts.chains(8, 3), List.of(), output);
        assertThat(weights(second.lastModel())).isNotEqualTo(before);
        KilledTraining.train(output, TrainingListener.NONE);
        assertThat(weights(first.lastModel())).isEqualTo(before);
    }

    /** The loss of it all: a mistake in a recipe must not cost a training that took days. */
    @Test
    void oneThatCannotBeginLeavesWhatIsOver() throws IOException {
        Path output = folder.resolve("kept");
        TrainingResult first = KilledTraining.train(output, TrainingListener.NONE);
        Trainer nowhere = Trainer.builder()
                .execution(new Execution(Device.cuda(99), Precision.FP32, 4096, false))
                .build();
        assertThatThrownBy(() -> nowhere.train(Texts.chains(8, 3), List.of(), output))
                .isInstanceOf(OnnxNetException.class);
        assertThat(KilledTraining.train(output, NO_MORE)).isEqualTo(first);
    }

    @Test
    void modelsThatAreGoneAreTrainedAgain() throws IOException {
        Path output = folder.resolve("gone");
        TrainingResult first = KilledTraining.train(output, TrainingListener.NONE);
        byte[] before = weights(first.bestModel());
        Files.move(first.bestModel(), folder.resolve("taken"));
        assertThat(weights(KilledTraining.train(output, TrainingListener.NONE).bestModel()))
                .isEqualTo(before);
    }

    @Test
    void textsOfAnotherEncoderAreAnotherTraining() throws IOException {
        Path output = folder.resolve("encoders");
        TrainerBuilder trainer = Trainer.builder()
                .start(Start.scratch(new NetworkSize(1, 16, 2, 24, 16, 64)))
                .name("first");
        trainer.build().train(Texts.chains(16, 3), List.of(), output);
        trainer.encoder(Encoder.with(Component.INPUTS)).build().train(Texts.chains(16, 3), List.of(), output);
        assertThat(ModelSettings.read(output.resolve("last")).encoder().components())
                .containsExactly(Component.INPUTS);
        trainer.name("second").build().train(Texts.chains(16, 3), List.of(), output);
        assertThat(ModelSettings.read(output.resolve("last")).name()).isEqualTo("second");
    }

    @Test
    void theStateOfAnotherTrainingIsRefused() {
        Path output = folder.resolve("stopped");
        TrainingListener stop = new TrainingListener() {
            @Override
            public void stepped(StepReport step) {
                if (step.step() == 5) {
                    throw new IllegalStateException("stop");
                }
            }
        };
        assertThatThrownBy(() -> KilledTraining.train(output, stop)).hasMessage("stop");
        assertThatThrownBy(() -> Trainer.builder().build().train(Texts.chains(8, 3), List.of(), output))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("state-4")
                .hasMessageContaining("another training");
    }
}
