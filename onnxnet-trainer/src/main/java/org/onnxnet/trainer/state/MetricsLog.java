package org.onnxnet.trainer.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.onnxnet.io.TemporaryFile;

/**
 * A file of JSON lines with what each step and each epoch brought. A training that goes on first drops the lines of steps that it
 * will make again.
 */
public final class MetricsLog implements AutoCloseable {
    /** The file in the output directory. */
    public static final String FILE = "metrics.jsonl";

    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedWriter out;

    /**
     * Opens the log of a training.
     *
     * @param step the last step whose lines stay, 0 for none
     * @throws IOException if the file cannot be read or written
     */
    public MetricsLog(Path output, long step) throws IOException {
        Path file = output.resolve(FILE);
        Files.createDirectories(output);
        List<String> kept = step == 0 || !Files.exists(file) ? List.of() : linesUntil(step, file);
        TemporaryFile.replace(file, target -> {
            for (String line : kept) {
                target.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        this.out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    private static List<String> linesUntil(long step, Path file) throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                JsonNode json = JSON.readTree(line);
                if (json.path("step").asLong(Long.MAX_VALUE) <= step) {
                    kept.add(line);
                }
            } catch (JacksonException cutOff) {
                // The line that the training was writing when it was killed.
                return kept;
            }
        }
        return kept;
    }

    /**
     * Adds a line.
     *
     * @param line with the number of the step it belongs to as {@code step}
     * @throws IOException if it cannot be written
     */
    public void add(ObjectNode line) throws IOException {
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
