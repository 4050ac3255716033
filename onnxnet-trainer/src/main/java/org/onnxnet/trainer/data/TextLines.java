package org.onnxnet.trainer.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    private static List<LabelledText> read(Path file, boolean labelled) throws IOException {
        JsonMapper mapper = new JsonMapper();
        List<LabelledText> texts = new ArrayList<>();
        int number = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                if (!line.isBlank()) {
                    texts.add(text(parse(line, mapper, file, number), labelled, file, number));
                }
            }
        }
        return texts;
    }

    private static JsonNode parse(String line, JsonMapper mapper, Path file, int number) {
        try {
            return mapper.readTree(line);
        } catch (JacksonException e) {
            throw new TrainingException(file + ":" + number + ": not JSON: " + e.getOriginalMessage());
        }
    }

    private static LabelledText text(JsonNode line, boolean labelled, Path file, int number) {
        String text = line.path("text").asText();
        if (!line.path("text").isTextual()) {
            throw new TrainingException(file + ":" + number + ": wanted an object with a string \"text\"");
        }
        List<Double> labels = new ArrayList<>();
        JsonNode values = line.has("labels") ? line.path("labels") : line.path("label");
        if (values.isArray()) {
            values.forEach(value -> labels.add(label(value, file, number)));
        } else if (labelled) {
            labels.add(label(values, file, number));
        }
        return new LabelledText(
                line.path("key").asText(text), line.path("group").asText(""), text, labels);
    }

    private static double label(JsonNode value, Path file, int number) {
        if (value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber()) {
            throw new TrainingException(file + ":" + number + ": the label is "
                    + (value.isMissingNode() ? "missing" : value) + ", wanted a number");
        }
        return value.doubleValue();
    }
}
