package org.onnxnet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.predictor.Baseline;
import org.onnxnet.predictor.Estimate;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.predictor.metric.Metrics;
import org.onnxnet.predictor.text.TextScore;

/**
 * The models in the library are the ones that their card describes: on 40 architectures of each space that they were not trained on,
 * which {@code onnxnet experiment bundled} wrote down with them, they give the scores of that run and order them better than size does.
 */
class BundledModelTest {
    private static final Pattern LINE = Pattern.compile("([^,]+),\"([^\"]+)\",([^,]+),([^,]+),([^,]+)");

    private record Row(String architecture, double label, double score, double ofText) {}

    private static Map<String, List<Row>> rows() throws IOException {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(BundledModelTest.class.getResourceAsStream("held-out.csv"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        Matcher matcher = LINE.matcher(line);
                        assertThat(matcher.matches()).as(line).isTrue();
                        rows.computeIfAbsent(matcher.group(1), space -> new ArrayList<>())
                                .add(new Row(
                                        matcher.group(2),
                                        Double.parseDouble(matcher.group(3)),
                                        Double.parseDouble(matcher.group(4)),
                                        Double.parseDouble(matcher.group(5))));
                    });
        }
        return rows;
    }

    private static <A> List<OnnxGraph> networks(SearchSpace<A> space, List<Row> rows) {
        return rows.stream()
                .map(row -> space.toGraph(space.parse(row.architecture())))
                .toList();
    }

    @TestFactory
    List<DynamicTest> givesTheScoresOfItsTrainingAndBeatsSize() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        rows().forEach((space, rows) -> tests.add(DynamicTest.dynamicTest(space, () -> {
            List<OnnxGraph> networks = networks(SearchSpaces.named(space), rows);
            double[] labels = rows.stream().mapToDouble(Row::label).toArray();
            double[] scores = Predictor.bundled().score(networks);
            for (int i = 0; i < scores.length; i++) {
                assertThat(scores[i]).isEqualTo(rows.get(i).score(), within(1e-5));
            }
            assertThat(Metrics.kendallTau(scores, labels))
                    .isGreaterThan(0.5)
                    .isGreaterThan(Metrics.kendallTau(Baseline.PARAMS.score(networks), labels));
        })));
        assertThat(tests).hasSize(TrainingSpace.ALL.size());
        return tests;
    }

    @TestFactory
    List<DynamicTest> theLanguageModelDoesToo() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        rows().forEach((space, rows) -> tests.add(DynamicTest.dynamicTest(space, () -> {
            List<OnnxGraph> networks = networks(SearchSpaces.named(space), rows);
            double[] labels = rows.stream().mapToDouble(Row::label).toArray();
            try (LanguageModel model = LanguageModel.bundled().build()) {
                double[] scores = model.score(networks);
                for (int i = 0; i < scores.length; i++) {
                    assertThat(scores[i]).isEqualTo(rows.get(i).ofText(), within(1e-4));
                }
                assertThat(Metrics.kendallTau(scores, labels))
                        .isGreaterThan(0.4)
                        .isGreaterThan(Metrics.kendallTau(Baseline.PARAMS.score(networks), labels));
            }
        })));
        assertThat(tests).hasSize(TrainingSpace.ALL.size());
        return tests;
    }

    @Test
    void theLanguageModelSaysNothingOfWhatItCannotSeeWhole() throws IOException {
        try (LanguageModel model = LanguageModel.bundled().build()) {
            List<TextScore> scores = model.scoreTexts(List.of("Relu", "Relu ".repeat(2_000)));
            assertThat(scores.get(0).score()).isFinite();
            assertThat(scores.get(1).truncated()).isTrue();
            assertThat(scores.get(1).score()).isNaN();
        }
    }

    @Test
    void saysWhatItIs() {
        try (Predictor bundled = Predictor.bundled()) {
            assertThat(bundled.name()).isEqualTo("bundled");
            assertThat(bundled.description()).contains("trained on");
        }
        // Closed above, and still there for others.
        SearchSpace<?> space = SearchSpaces.named("nasbench201");
        Estimate estimate = Predictor.bundled().estimate(List.of(sample(space))).get(0);
        assertThat(estimate.score()).isBetween(-3.0, 3.0);
        assertThat(estimate.deviation()).isBetween(0.05, 1.0);
        assertThat(estimate.familiar()).isTrue();
    }

    private static <A> OnnxGraph sample(SearchSpace<A> space) {
        return space.toGraph(space.samples(1).findFirst().orElseThrow());
    }
}
