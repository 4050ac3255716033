package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.metric.Metrics;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.DeviceException;
import org.onnxnet.predictor.text.OverLength;
import org.onnxnet.predictor.text.ScoreCache;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.predictor.transformer.Precision;

class LanguageModelTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        TinyModel.write(folder);
    }

    private static OnnxGraph chain(int length) {
        return OnnxGraph.build(17, g -> {
            String value = g.input("x", ElementType.FLOAT, 1, 3);
            for (int i = 0; i < length; i++) {
                value = g.op(i % 2 == 0 ? "Sigmoid" : "Tanh", List.of(value));
            }
            g.output(value, ElementType.FLOAT, 1, 3);
        });
    }

    private static List<String> randomTexts(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(1 + random.nextInt(400), ' ', '~')
                        .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                        .toString())
                .toList();
    }

    private static double[] values(List<TextScore> scores) {
        return scores.stream().mapToDouble(TextScore::score).toArray();
    }

    @Test
    void ranksWithTheSettingsOfTheModel() throws IOException {
        try (Predictor model = Predictor.load(folder)) {
            assertThat(model.name()).isEqualTo("tiny");
            assertThat(model.description())
                    .contains("ModernBERT of 4 layers, 32 wide")
                    .contains("FP32 on cpu");
            List<OnnxGraph> graphs = List.of(chain(1), chain(40), chain(7), chain(1));
            double[] scores = model.score(graphs);
            assertThat(scores[0]).isEqualTo(scores[3]).isNotEqualTo(scores[1]);
            List<TextScore> byText;
            try (LanguageModel again = LanguageModel.builder(folder).build()) {
                byText = again.scoreTexts(graphs.stream()
                        .map(graph -> again.encoder().encode(graph).text())
                        .toList());
            }
            assertThat(values(byText)).containsExactly(scores);
        }
    }

    @Test
    void scoresDoNotDependOnCompanyOrderOrThreads() throws IOException {
        List<String> texts = randomTexts(60, 42);
        double[] wanted;
        try (LanguageModel model =
                LanguageModel.builder(folder).device(Device.cpu(1)).build()) {
            wanted = texts.stream()
                    .mapToDouble(text -> model.scoreTexts(List.of(text)).get(0).score())
                    .toArray();
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
        Collections.shuffle(order, new Random(7));
        for (Precision precision : List.of(Precision.FP32, Precision.INT8)) {
            try (LanguageModel model = LanguageModel.builder(folder)
                    .device(Device.cpu(3))
                    .precision(precision)
                    .build()) {
                List<TextScore> together = model.scoreTexts(texts);
                List<TextScore> shuffled =
                        model.scoreTexts(order.stream().map(texts::get).toList());
                for (int i = 0; i < 60; i++) {
                    assertThat(shuffled.get(i)).isEqualTo(together.get(order.get(i)));
                }
                if (precision == Precision.FP32) {
                    assertThat(values(together)).containsExactly(wanted);
                } else {
                    assertThat(values(together)).containsExactly(wanted, within(0.2));
                }
            }
        }
    }

    @Test
    void fewerBitsOnlyWhereTheyRankAlike() throws IOException {
        List<OnnxGraph> reference =
                IntStream.range(1, 12).mapToObj(LanguageModelTest::chain).toList();
        try (LanguageModel exact = LanguageModel.builder(folder).build();
                LanguageModel loose = LanguageModel.builder(folder)
                        .precision(Precision.INT8)
                        .agreement(reference, -1)
                        .warmUp()
                        .build();
                LanguageModel strict = LanguageModel.builder(folder)
                        .precision(Precision.INT8)
                        .agreement(reference, 1)
                        .build()) {
            double tau = Metrics.kendallTau(loose.score(reference), exact.score(reference));
            assertThat(loose.description()).contains("INT8");
            assertThat(strict.description()).contains(tau == 1 ? "INT8" : "FP32");
        }
        assertThatThrownBy(() -> LanguageModel.builder(folder).agreement(List.of(), 0.9))
                .hasMessageContaining("0 reference networks and a least tau of 0.9");
    }

    @Test
    void theSameAfterSavingAndLoading() throws IOException {
        List<OnnxGraph> graphs = List.of(chain(1), chain(40));
        Path copy = folder.resolve("copy");
        try (Predictor model = Predictor.load(folder)) {
            model.save(copy);
            try (Predictor again = Predictor.load(copy)) {
                assertThat(again.score(graphs)).isEqualTo(model.score(graphs));
                assertThat(again.estimate(graphs)).isEqualTo(model.estimate(graphs));
            }
        }
    }

    @Test
    void aTextThatIsTooLongIsCutAndSaysSo() throws IOException {
        limitTokens(10);
        try (LanguageModel model = LanguageModel.builder(folder).build()) {
            List<TextScore> scores = model.scoreTexts(List.of("12345678", "123456789"));
            assertThat(scores.get(0).truncated()).isFalse();
            assertThat(scores.get(0).tokens()).isEqualTo(10);
            assertThat(scores.get(1).truncated()).isTrue();
            assertThat(scores.get(1).tokens()).isEqualTo(11);
            assertThat(scores.get(1).score()).isEqualTo(scores.get(0).score());
        }
        try (LanguageModel model =
                LanguageModel.builder(folder).overLength(OverLength.ERROR).build()) {
            assertThatThrownBy(() -> model.scoreTexts(List.of("short", "this is long")))
                    .isInstanceOf(OnnxNetException.class)
                    .hasMessageContaining("text at index 1 has 14 tokens, the model takes 10");
        }
    }

    @Test
    void theModelItselfMaySayThatItAbstains() throws IOException {
        limitTokens(10);
        ModelSettings.read(folder).with(OverLength.ABSTAIN).write(folder);
        Path copy = folder.resolve("copy");
        ScoreCache cache = new ScoreCache(10);
        try (LanguageModel model = LanguageModel.builder(folder).cache(cache).build()) {
            List<TextScore> scores = model.scoreTexts(List.of("123456789", "12345678", "abcdefghij", "123456789"));
            assertThat(scores.get(0)).isEqualTo(new TextScore(Double.NaN, 11, true, false));
            assertThat(scores.get(1).score()).isFinite();
            assertThat(scores.get(1).truncated()).isFalse();
            assertThat(scores.get(2)).isEqualTo(new TextScore(Double.NaN, 12, true, false));
            assertThat(scores.get(3)).isEqualTo(scores.get(0));
            assertThat(cache.size()).as("what was run").isEqualTo(1);
            model.save(copy);
        }
        assertThatCode(() -> LanguageModel.builder(folder)
                        .precision(Precision.INT8)
                        .agreement(List.of(chain(1), chain(40)), 0.9)
                        .build()
                        .close())
                .as("networks without a score do not agree or disagree")
                .doesNotThrowAnyException();
        try (LanguageModel again = LanguageModel.builder(copy).build();
                LanguageModel otherwise = LanguageModel.builder(copy)
                        .overLength(OverLength.TRUNCATE)
                        .build()) {
            assertThat(again.scoreTexts(List.of("123456789")).get(0).score()).isNaN();
            assertThat(otherwise.scoreTexts(List.of("123456789")).get(0).score())
                    .isFinite();
        }
        Path settings = folder.resolve(ModelSettings.FILE);
        Files.writeString(settings, Files.readString(settings).replace("abstain", "guess"));
        assertThatThrownBy(() -> Predictor.load(folder))
                .hasMessageContaining("overLength is \"guess\", wanted one of [error, truncate, abstain, fold]");
    }

    @Test
    void aTextThatIsTooLongIsFoldedAndSaysSo() throws IOException {
        limitTokens(150);
        OnnxGraph graph = chain(400);
        String longText;
        String folded;
        TextScore wanted;
        try (LanguageModel model = LanguageModel.builder(folder).build()) {
            longText = model.encoder().encode(graph).text();
            folded = model.encoder().dialect(Dialect.FOLDED).encode(graph).text();
            wanted = model.scoreTexts(List.of(folded)).get(0);
        }
        try (LanguageModel model =
                LanguageModel.builder(folder).overLength(OverLength.FOLD).build()) {
            assertThat(wanted.truncated()).isFalse();
            assertThat(model.scoreTexts(List.of(longText))).containsExactly(wanted.ofFolded());
            List<TextScore> scores = model.assess(List.of(graph, chain(1)), (done, of) -> {}, new Cancellation());
            assertThat(scores.get(0)).isEqualTo(wanted.ofFolded());
            assertThat(scores.get(1).folded()).isFalse();
            assertThatThrownBy(() -> model.scoreTexts(List.of("x", "no network ".repeat(20))))
                    .isInstanceOf(OnnxNetException.class)
                    .hasMessageContaining("text at index 1 is too long and cannot be folded: line 1, column");
        }
    }

    private void limitTokens(int most) throws IOException {
        String config = Files.readString(folder.resolve("config.json"));
        Files.writeString(
                folder.resolve("config.json"),
                config.replace("\"max_position_embeddings\": 8192", "\"max_position_embeddings\": " + most));
    }

    @Test
    void theCacheKnowsModelAndSettings() throws IOException {
        ScoreCache cache = new ScoreCache(100);
        List<String> texts = randomTexts(5, 1);
        try (LanguageModel model = LanguageModel.builder(folder).cache(cache).build();
                LanguageModel other = LanguageModel.builder(folder)
                        .cache(cache)
                        .precision(Precision.INT8)
                        .build()) {
            List<TextScore> first = model.scoreTexts(texts);
            assertThat(cache.size()).isEqualTo(5);
            assertThat(model.scoreTexts(texts)).isEqualTo(first);
            assertThat(other.scoreTexts(texts)).isNotEqualTo(first);
            assertThat(cache.size()).isEqualTo(10);
        }
    }

    @Test
    void saysHowSureItIsOfAComparison() throws IOException {
        try (Predictor model = Predictor.load(folder)) {
            double forward = model.compare(chain(1), chain(20));
            assertThat(forward).isBetween(0.0, 1.0).isNotIn(0.0, 0.5, 1.0);
            assertThat(forward + model.compare(chain(20), chain(1))).isCloseTo(1, within(1e-12));
            assertThat(model.compare(chain(3), chain(3))).isEqualTo(0.5);
        }
    }

    @Test
    void canBeCancelled() throws IOException {
        try (LanguageModel model =
                LanguageModel.builder(folder).device(Device.cpu(2)).build()) {
            Cancellation cancellation = new Cancellation();
            List<OnnxGraph> graphs =
                    IntStream.range(1, 60).mapToObj(LanguageModelTest::chain).toList();
            assertThatThrownBy(() -> model.score(graphs, (done, total) -> cancellation.cancel(), cancellation))
                    .isInstanceOf(CancellationException.class);
            assertThat(model.score(graphs.subList(0, 2))).hasSize(2);
        }
    }

    @Test
    void aClosedModelSaysSo() throws IOException {
        LanguageModel model = LanguageModel.builder(folder).build();
        model.close();
        model.close();
        assertThatThrownBy(() -> model.score(chain(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aModelThatDoesNotSayItsTextsNeedsAnEncoder() throws IOException {
        Files.delete(folder.resolve(ModelSettings.FILE));
        assertThatThrownBy(() -> Predictor.load(folder))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("no onnxnet.json");
        try (LanguageModel model = LanguageModel.builder(folder)
                .encoder(Encoder.with().dialect(Dialect.REFERENCE))
                .build()) {
            assertThat(model.score(chain(2))).isFinite();
        }
    }

    @Test
    void cudaThatIsNotThereIsAClearError() {
        LanguageModelBuilder builder = LanguageModel.builder(folder).device(Device.cuda(0));
        assertThatThrownBy(builder::build)
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("cuda(0) cannot be used")
                .hasMessageContaining("onnxruntime_gpu");
    }

    @Test
    void autoFallsBackToTheProcessor() throws IOException {
        try (LanguageModel model =
                LanguageModel.builder(folder).device(Device.auto()).build()) {
            assertThat(model.description()).contains("cpu(");
        }
    }
}
