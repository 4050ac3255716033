package org.onnxnet.trainer.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads texts with labels from JSON lines: {@code {"text": ..., "label": 91.3, "key": ..., "group": ...}}, or {@code "labels"} with
 * a list for several, in which {@code null} stands for what is not known. Without a key the text is its own; the group is that of
 * all others without one.
 */
public final class TextLines {
    private TextLines() {}

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws TrainingException if a line is not as it should be
     */
    public static List<LabelledText> read(Path file) throws IOException {
        return read(file, true);
    }

    /**
     * Reads a file of which only the texts matter.
     *
     * @throws IOException if it cannot be read
     * @throws TrainingException if a line has no text
     */
    public static List<String> readTexts(Path file) throws IOException {
        return read(file, false).stream().map(LabelledText::text).toList();
    }

    /**
     * Reads a file to measure on: the label of each text is known.
     *
     * @throws IOException if it cannot be read
     * @throws TrainingException if a line is not as it should be, or has no label or {@code null}
     */
    public static List<LabelledText> readKnown(Path file) throws IOException {
        return JsonLines.read(file, line -> {
            LabelledText text = text(line, true);
            if (text.labels().isEmpty() || text.labels().get(0).isNaN()) {
                throw line.wrong("the label is " + line.found(labels(line)) + ", wanted a number");
            }
            return text;
        });
    }

    private static List<LabelledText> read(Path file, boolean labelled) throws IOException {
        return JsonLines.read(file, line -> text(line, labelled));
    }

    private static LabelledText text(JsonLines.Line line, boolean labelled) {
        JsonNode value = line.value();
        String text = value.path("text").asText();
        if (!value.path("text").isTextual()) {
            throw line.wrong("found " + line.found(value) + ", wanted an object with a string \"text\"");
        }
        List<Double> labels = new ArrayList<>();
        JsonNode values = labels(line);
        if (values.isArray()) {
            values.forEach(label -> labels.add(label(label, line)));
        } else if (labelled) {
            labels.add(label(values, line));
        }
        return new LabelledText(
                value.path("key").asText(text), value.path("group").asText(""), text, labels);
    }

    private static JsonNode labels(JsonLines.Line line) {
        return line.value().has("labels")
                ? line.value().path("labels")
                : line.value().path("label");
    }

    private static double label(JsonNode value, JsonLines.Line line) {
        if (value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber()) {
            throw line.wrong("the label is " + line.found(value) + ", wanted a number");
        }
        return value.doubleValue();
    }
}
