package org.onnxnet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.predictor.metric.Metrics;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.data.TrainingException;
import org.onnxnet.trainer.loss.MeanSquaredError;
import org.onnxnet.trainer.network.Precision;
import org.onnxnet.trainer.start.Start;

class TrainerTest {
    private static final Schedule FAST = Schedule.PAPER.withLearningRate(3e-3);

    @TempDir
    Path folder;

    private static TrainerBuilder tiny() {
        return Trainer.builder()
                .start(Start.scratch(Texts.TINY))
                .schedule(FAST.withEpochs(4))
                .execution(on(Precision.FP32, 16_384, false));
    }

    private static Execution on(Precision precision, int tokenBudget, boolean checkpoints) {
        return on(1, precision, tokenBudget, checkpoints);
    }

    private static Execution on(int threads, Precision precision, int tokenBudget, boolean checkpoints) {
        return new Execution(Device.cpu(threads), precision, tokenBudget, checkpoints);
    }

    @Test
    void learnsToRankAndThePredictorAgrees() throws IOException {
        List<LabelledText> validation = Texts.chains(60, 2);
        TrainingResult result = tiny().encoder(Encoder.with(Component.INPUTS))
                .name("chains")
                .build()
                .train(Texts.chains(160, 1), validation, folder);
        assertThat(result.best().validation().tau()).isGreaterThan(0.8);
        assertThat(result.epochs()).hasSize(4);
        assertThat(result.last().steps()).isEqualTo(40);
        try (LanguageModel model = (LanguageModel) Predictor.load(result.bestModel())) {
            double[] scores = model
                    .scoreTexts(validation.stream().map(LabelledText::text).toList())
                    .stream()
                    .mapToDouble(TextScore::score)
                    .toArray();
            double[] labels = validation.stream()
                    .mapToDouble(text -> text.labels().get(0))
                    .toArray();
            assertThat(Metrics.kendallTau(scores, labels))
                    .isCloseTo(result.best().validation().tau(), within(1e-3));
            assertThat(Metrics.meanAbsoluteError(scores, labels))
                    .isCloseTo(result.best().validation().mae(), within(1e-4));
            assertThat(model.toString()).contains("chains");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theSameSeedGivesTheSameBytesAndAnotherOneDoesNot(int threads) throws IOException {
        TrainerBuilder tiny = tiny().execution(on(threads, Precision.FP32, 16_384, false));
        byte[] first = weightsAfter(tiny.seed(7), "a");
        assertThat(weightsAfter(tiny.seed(7), "b")).isEqualTo(first);
        assertThat(weightsAfter(tiny.seed(8), "c")).isNotEqualTo(first);
    }

    private byte[] weightsAfter(TrainerBuilder settings, String name) throws IOException {
        Path model = settings.build()
                .train(Texts.chains(48, 1), List.of(), folder.resolve(name))
                .lastModel();
        return Files.readAllBytes(model.resolve("model.safetensors"));
    }

    /** A batch in portions is still one batch: the pairs go across. */
    @Test
    void portionsThreadsAndCheckpointsChangeNothingButRounding() throws IOException {
        List<LabelledText> train = Texts.chains(48, 1);
        List<Double> whole = losses(train, on(Precision.FP32, 16_384, false));
        areClose(losses(train, on(Precision.FP32, 256, false)), whole, 1e-3);
        areClose(losses(train, on(Precision.FP32, 16_384, true)), whole, 1e-3);
        areClose(losses(train, on(3, Precision.FP32, 16_384, false)), whole, 1e-3);
        areClose(losses(train, on(3, Precision.FP32, 512, true)), whole, 1e-3);
        areClose(losses(train, on(Precision.BF16, 16_384, false)), whole, 0.2);
    }

    private static void areClose(List<Double> found, List<Double> wanted, double share) {
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isCloseTo(wanted.get(i), within(share * Math.abs(wanted.get(i)) + share / 100));
        }
    }

    private List<Double> losses(List<LabelledText> train, Execution execution) throws IOException {
        List<Double> losses = new ArrayList<>();
        tiny().loss(new MeanSquaredError())
                .execution(execution)
                .listener(new TrainingListener() {
                    @Override
                    public void stepped(StepReport step) {
                        losses.add(step.loss());
                    }
                })
                .build()
                .train(train, List.of(), folder.resolve("losses"));
        return losses;
    }

    @Test
    void severalLabelsOfWhichSomeAreMissing() throws IOException {
        List<LabelledText> train = Texts.chains(96, 1).stream()
                .map(text -> new LabelledText(
                        text.key(),
                        text.group(),
                        text.text(),
                        List.of(
                                text.labels().get(0),
                                text.key().endsWith("3")
                                        ? Double.NaN
                                        : -text.labels().get(0))))
                .toList();
        TrainingResult result = tiny().loss(new MeanSquaredError())
                .schedule(FAST.withEpochs(16))
                .build()
                .train(train, train.subList(0, 30), folder);
        assertThat(result.last().validation().parts()).hasSize(2);
        assertThat(result.last().validation().parts().get(0).rows()).isEqualTo(30);
        assertThat(result.last().validation().parts().get(1).rows()).isEqualTo(27);
        assertThat(result.last().validation().tau()).isGreaterThan(0.5);
    }

    @Test
    void masksAndGuessesAndThenScores() throws IOException {
        List<String> texts =
                Texts.chains(96, 1).stream().map(LabelledText::text).toList();
        List<PretrainingReport> epochs = tiny().schedule(FAST.withEpochs(16))
                .build()
                .pretrain(texts, texts.subList(0, 20), folder.resolve("mlm"));
        assertThat(epochs.get(15).loss()).isLessThan(epochs.get(0).loss() / 2);
        assertThat(epochs.get(15).validation().accuracy()).isGreaterThan(0.1);
        TrainingResult result = tiny().start(Start.from(folder.resolve("mlm/last")))
                .build()
                .train(Texts.chains(64, 1), Texts.chains(30, 2), folder.resolve("scorer"));
        assertThat(result.last().validation().tau()).isGreaterThan(0.5);
    }

    @Test
    void theBestEpochIsChosenOnTheTestSetOnlyByName() throws IOException {
        List<LabelledText> validation = Texts.chains(30, 2);
        List<LabelledText> reversed = validation.stream()
                .map(text -> LabelledText.of(
                        text.key() + " reversed",
                        "",
                        text.text(),
                        -text.labels().get(0)))
                .toList();
        TrainingData data = new TrainingData(Texts.chains(160, 1), validation, reversed);
        TrainingResult honest = tiny().build().train(data, folder);
        TrainingResult paper =
                tiny().selection(Selection.PAPER_PROTOCOL).build().train(data, folder);
        assertThat(honest.best().validation().tau())
                .isEqualTo(honest.epochs().stream()
                        .mapToDouble(epoch -> epoch.validation().tau())
                        .max()
                        .orElseThrow());
        assertThat(paper.best().test().tau())
                .isEqualTo(paper.epochs().stream()
                        .mapToDouble(epoch -> epoch.test().tau())
                        .max()
                        .orElseThrow());
        assertThat(paper.best().epoch()).isNotEqualTo(honest.best().epoch());
    }

    @Test
    void unusableDataAreRefusedAndNamed() {
        assertThatThrownBy(() -> tiny().build().train(List.of(), List.of(), folder))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("training set is empty");
        List<LabelledText> rows = new ArrayList<>(Texts.chains(4, 1));
        rows.add(LabelledText.of("broken", "chains", "Relu(prev)", Double.NaN));
        assertThatThrownBy(() -> tiny().build().train(rows, List.of(), folder))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("row 4 (broken) [NaN]");
    }

    @Test
    void sharedKeysAreWarnedAbout() throws IOException {
        List<String> heard = new ArrayList<>();
        List<LabelledText> train = Texts.chains(20, 1);
        TrainingResult result = tiny().listener(new TrainingListener() {
                    @Override
                    public void warned(String warning) {
                        heard.add(warning);
                    }
                })
                .build()
                .train(new TrainingData(train, List.of(), train.subList(3, 5)), folder);
        assertThat(result.warnings()).isEqualTo(heard).hasSize(1);
        assertThat(heard.get(0)).contains("training and the test set share 2 of 2 keys", "chain 1-3, chain 1-4");
    }

    @Test
    void aNetworkThatExplodesNamesTheRows() {
        assertThatThrownBy(() -> tiny().schedule(new Schedule(4, 16, 1e30, 1, 0, 1, 1e30, FAST.adam()))
                        .build()
                        .train(Texts.chains(32, 1), List.of(), folder))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("chain 1-");
    }
}
