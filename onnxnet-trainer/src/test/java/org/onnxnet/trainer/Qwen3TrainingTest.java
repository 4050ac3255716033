package org.onnxnet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.DType;
import org.onnxnet.predictor.checkpoint.SafetensorsWriter;
import org.onnxnet.predictor.metric.Metrics;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.predictor.transformer.Fixtures;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.TrainingException;
import org.onnxnet.trainer.network.Precision;
import org.onnxnet.trainer.start.Start;

/** From a Qwen3 that writes texts to one that scores them. */
class Qwen3TrainingTest {
    private static final Schedule FAST = Schedule.PAPER.withLearningRate(3e-3);

    @TempDir
    Path folder;

    private Path start = Path.of("");

    /** The fixture as a language model: without its classifier, with a head that writes. */
    @BeforeEach
    void write() throws IOException {
        start = Files.createDirectory(folder.resolve("start"));
        Fixtures.withTokenizer("qwen3-tiny", start);
        Checkpoint classifier = Checkpoint.open(start);
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        for (String name : classifier.weights().names()) {
            if (!name.equals("score.weight")) {
                float[] values = classifier.floats(name);
                writer.add(name, dims(classifier, name), () -> values);
            }
        }
        float[] head = classifier.floats("model.embed_tokens.weight");
        writer.add("lm_head.weight", dims(classifier, "model.embed_tokens.weight"), () -> head);
        writer.write(start.resolve("model.safetensors"));
        Path config = start.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("Qwen3ForSequenceClassification", "Qwen3ForCausalLM"));
    }

    private static long[] dims(Checkpoint checkpoint, String name) {
        return checkpoint.shape(name).stream().mapToLong(Long::longValue).toArray();
    }

    private TrainerBuilder tiny() throws IOException {
        return Trainer.builder()
                .start(Start.from(start))
                .schedule(FAST.withEpochs(4))
                .execution(new Execution(Device.cpu(1), Precision.FP32, 16_384, false));
    }

    @Test
    void learnsToRankAndThePredictorAgrees() throws IOException {
        List<LabelledText> validation = Texts.chains(60, 2);
        TrainingResult result = tiny().build().train(Texts.chains(160, 1), validation, folder.resolve("run"));
        assertThat(result.best().validation().tau()).isGreaterThan(0.8);
        try (LanguageModel model = (LanguageModel) Predictor.load(result.bestModel())) {
            double[] scores = model
                    .scoreTexts(validation.stream().map(LabelledText::text).toList())
                    .stream()
                    .mapToDouble(TextScore::score)
                    .toArray();
            double[] labels = validation.stream()
                    .mapToDouble(text -> text.labels().get(0))
                    .toArray();
            assertThat(Metrics.meanAbsoluteError(scores, labels))
                    .isCloseTo(result.best().validation().mae(), within(1e-4));
        }
    }

    @Test
    void goesOnToTheSameBytesWhereItWasStopped() throws IOException {
        List<LabelledText> train = Texts.chains(48, 1);
        Path whole =
                tiny().build().train(train, List.of(), folder.resolve("whole")).lastModel();
        TrainingListener stop = new TrainingListener() {
            @Override
            public void stepped(StepReport step) {
                if (step.step() == 7) {
                    throw new IllegalStateException("stop");
                }
            }
        };
        Path output = folder.resolve("stopped");
        Trainer stopped = tiny().saveInterval(2).listener(stop).build();
        assertThatThrownBy(() -> stopped.train(train, List.of(), output)).hasMessage("stop");
        List<Long> steps = new ArrayList<>();
        TrainingListener count = new TrainingListener() {
            @Override
            public void stepped(StepReport step) {
                steps.add(step.step());
            }
        };
        Path resumed = tiny().saveInterval(2)
                .listener(count)
                .build()
                .train(train, List.of(), output)
                .lastModel();
        assertThat(steps).hasSizeLessThan(12);
        for (String file : List.of("model.safetensors", "config.json", "tokenizer.json")) {
            assertThat(Files.readAllBytes(resumed.resolve(file))).isEqualTo(Files.readAllBytes(whole.resolve(file)));
        }
    }

    @Test
    void cannotGuessMaskedTokens() throws IOException {
        Trainer trainer = tiny().build();
        assertThatThrownBy(() -> trainer.pretrain(List.of("Relu(prev)"), List.of(), folder.resolve("run")))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("a Qwen3 sees only what is before a token");
    }
}
