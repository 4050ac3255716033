package org.onnxnet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.cli.Cli;
import org.onnxnet.predictor.ScoreScale;

class TaughtTextsCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("nasbench201.csv"), ConvolutionTable.of(40));
    }

    private Cli run(Path out, String n) {
        return run(out, n, "FEATURES_AND_PARAMS");
    }

    private Cli run(Path out, String n, String teacher) {
        return Cli.run(
                "experiment",
                "taught-texts",
                out.toString(),
                "nasbench201",
                "cifar10_test",
                "--n=" + n,
                "--teacher=" + teacher,
                "--data=" + folder.resolve("nasbench201.csv"),
                "--space=metaqnn=12",
                "--any-width=transnas-micro=18");
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void accuraciesStayAndTheTeacherSaysTheRest() throws IOException {
        Path out = folder.resolve("taught.jsonl");
        Cli result = run(out, "30");
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<JsonNode> lines = lines(out);
        Map<String, Long> groups = lines.stream()
                .collect(Collectors.groupingBy(line -> line.get("group").asText(), Collectors.counting()));
        assertThat(groups)
                .isEqualTo(Map.of("nasbench201 measured", 30L, "metaqnn", 12L, "transnas-micro of any width", 18L));
        for (JsonNode line : lines) {
            double label = line.get("labels").get(0).asDouble();
            if (line.get("group").asText().equals("nasbench201 measured")) {
                assertThat(label)
                        .isEqualTo(ConvolutionTable.accuracy(line.get("key").asText()));
            } else {
                assertThat(label).isEqualTo(0, within(4.0));
            }
        }
    }

    @Test
    void parametersMayCountOrNot() throws IOException {
        Path features = folder.resolve("features.jsonl");
        Path both = folder.resolve("both.jsonl");
        run(features, "30", "FEATURES");
        run(both, "30", "FEATURES_AND_PARAMS");
        List<JsonNode> alone = lines(features);
        List<JsonNode> mean = lines(both);
        for (String group : List.of("metaqnn", "transnas-micro of any width")) {
            double[] params = standardised(alone, group, TaughtTextsCommandTest::logParams);
            double[] scores = standardised(alone, group, TaughtTextsCommandTest::label);
            double[] means = mean.stream()
                    .filter(line -> line.get("group").asText().equals(group))
                    .mapToDouble(TaughtTextsCommandTest::label)
                    .toArray();
            for (int i = 0; i < means.length; i++) {
                assertThat(means[i]).isEqualTo((scores[i] + params[i]) / 2, within(0.01));
            }
        }
    }

    private static double label(JsonNode line) {
        return line.get("labels").get(0).asDouble();
    }

    /** As the summary in the first line of the text says them, to three digits. */
    private static double logParams(JsonNode line) {
        Matcher params =
                Pattern.compile("params=([0-9e]+)").matcher(line.get("text").asText());
        assertThat(params.find()).isTrue();
        return Math.log1p(Double.parseDouble(params.group(1)));
    }

    private static double[] standardised(List<JsonNode> lines, String group, ToDoubleFunction<JsonNode> value) {
        double[] values = lines.stream()
                .filter(line -> line.get("group").asText().equals(group))
                .mapToDouble(value)
                .toArray();
        ScoreScale scale = ScoreScale.of(values);
        return Arrays.stream(values).map(scale::apply).toArray();
    }

    @Test
    void theSeedDecides() throws IOException {
        run(folder.resolve("a.jsonl"), "20");
        run(folder.resolve("b.jsonl"), "20");
        assertThat(folder.resolve("a.jsonl")).hasSameTextualContentAs(folder.resolve("b.jsonl"));
    }

    @Test
    void refusesMoreThanThereAre() {
        Cli result = run(folder.resolve("taught.jsonl"), "41");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--n is 41, wanted 10 to 40 of nasbench201");
        assertThat(folder.resolve("taught.jsonl")).doesNotExist();
    }

    @Test
    void refusesTooFewToOrder() {
        Cli result = Cli.run(
                "experiment",
                "taught-texts",
                folder.resolve("taught.jsonl").toString(),
                "nasbench201",
                "cifar10_test",
                "--data=" + folder.resolve("nasbench201.csv"),
                "--any-width=metaqnn=5");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--any-width metaqnn=5, wanted 6 or more");
    }
}
