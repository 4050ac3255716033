package org.onnxnet.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.onnxnet.bench.plot.Curve;
import org.onnxnet.bench.plot.CurveFigure;
import org.onnxnet.bench.plot.ScatterFigure;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.trainer.data.LabelledText;

/** How a training went, drawn. */
final class TrainingFigures {
    /** Half of what a point of the curve says is older than so many steps. */
    private static final int SMOOTHING = 20;

    private TrainingFigures() {}

    /** Writes {@code loss} and, where there was something to validate on, {@code figures}, as PNG and SVG. */
    static void curve(Path metrics, Path folder) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(metrics)) {
            lines.add(new JsonMapper().readTree(line));
        }
        Curve loss = curve("loss", "/loss", lines);
        CurveFigure.of(
                        "Loss of the batches",
                        "step",
                        "loss",
                        List.of(loss, new Curve("smoothed", loss.x(), smoothed(loss.y()))))
                .save(folder, "loss");
        List<Curve> figures = new ArrayList<>();
        for (String set : List.of("validation", "test")) {
            for (String figure : List.of("tau", "rho")) {
                String place = "/" + set + "/" + figure;
                if (lines.stream().anyMatch(line -> line.at(place).isNumber())) {
                    figures.add(curve(set + " " + figure, place, lines));
                }
            }
        }
        if (!figures.isEmpty()) {
            CurveFigure.of("Agreement after each epoch", "step", "correlation of ranks", figures)
                    .save(folder, "figures");
        }
    }

    private static Curve curve(String name, String place, List<JsonNode> lines) {
        List<JsonNode> with =
                lines.stream().filter(line -> line.at(place).isNumber()).toList();
        return new Curve(
                name,
                with.stream()
                        .mapToDouble(line -> line.path("step").doubleValue())
                        .toArray(),
                with.stream().mapToDouble(line -> line.at(place).doubleValue()).toArray());
    }

    private static double[] smoothed(double[] values) {
        double keep = Math.pow(0.5, 1.0 / SMOOTHING);
        double[] smoothed = new double[values.length];
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            sum = keep * sum + values[i];
            weight = keep * weight + 1;
            smoothed[i] = sum / weight;
        }
        return smoothed;
    }

    /** Writes {@code scatter}, scores beside labels, as PNG and SVG. */
    static void scatter(Path model, List<LabelledText> texts, Path folder) throws IOException {
        try (LanguageModel loaded = LanguageModel.builder(model).build()) {
            double[] scores = loaded
                    .scoreTexts(texts.stream().map(LabelledText::text).toList())
                    .stream()
                    .mapToDouble(TextScore::score)
                    .toArray();
            double[] labels =
                    texts.stream().mapToDouble(text -> text.labels().get(0)).toArray();
            ScatterFigure.of("Scores of " + loaded.name(), "label", "score", new Curve("networks", labels, scores))
                    .save(folder, "scatter");
        }
    }
}
