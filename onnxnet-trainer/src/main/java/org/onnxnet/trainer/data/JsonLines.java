package org.onnxnet.trainer.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads files with one value of JSON a line. */
public final class JsonLines {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SHOWN = 80;

    private JsonLines() {}

    /**
     * One value.
     *
     * @param file it is from
     * @param number of its line, from 1; blank lines count
     */
    public record Line(JsonNode value, Path file, int number) {
        /** An error that says where it is. */
        public TrainingException wrong(String message) {
            return new TrainingException(file + ":" + number + ": " + message);
        }

        /** What a field is, to be said in an error. */
        public String found(JsonNode field) {
            String text = field.toString();
            return field.isMissingNode()
                    ? "missing"
                    : text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
        }
    }

    /**
     * What is made of each value of a file; blank lines have none. One value is held at a time.
     *
     * @throws IOException if it cannot be read
     * @throws TrainingException if it is a folder, is not UTF-8, or a line is not one value of JSON
     */
    public static <T> List<T> read(Path file, Function<Line, T> row) throws IOException {
        if (Files.isDirectory(file)) {
            throw new TrainingException(file + " is a directory, wanted JSON lines; name a file");
        }
        List<T> rows = new ArrayList<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.add(row.apply(new Line(parse(line, file, number), file, number)));
                }
            }
        } catch (CharacterCodingException e) {
            // The reader is ahead of the line that it gives, so the number would be wrong.
            throw new TrainingException(file + " is no text in UTF-8, wanted JSON lines");
        }
        return rows;
    }

    private static JsonNode parse(String line, Path file, int number) throws IOException {
        try (JsonParser parser = MAPPER.createParser(line)) {
            JsonNode value = MAPPER.readTree(parser);
            int end = (int) parser.currentLocation().getCharOffset();
            String rest = line.substring(end).strip();
            if (!rest.isEmpty()) {
                throw new TrainingException(file + ":" + number + ": '"
                        + (rest.length() <= SHOWN ? rest : rest.substring(0, SHOWN - 3) + "...")
                        + "' stands after the value, wanted one value a line");
            }
            return value;
        } catch (JacksonException e) {
            throw new TrainingException(file + ":" + number + ": not JSON: " + e.getOriginalMessage());
        }
    }
}
