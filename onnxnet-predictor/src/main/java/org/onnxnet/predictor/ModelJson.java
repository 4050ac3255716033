package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.onnxnet.io.TemporaryFile;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.checkpoint.JsonFile;

/** The file {@code onnxnet.json} of a model directory. */
final class ModelJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ModelJson() {}

    static ObjectNode of(ModelKind kind) {
        return JSON.createObjectNode().put("kind", kind.label());
    }

    static JsonNode read(Path directory) throws IOException {
        return JsonFile.read(directory.resolve(ModelSettings.FILE)).root();
    }

    /** Writes the file into a directory, which is made if need be; nothing has changed where that fails. */
    static void write(JsonNode json, Path directory) throws IOException {
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        Files.createDirectories(directory);
        TemporaryFile.replace(directory.resolve(ModelSettings.FILE), out -> out.write(text));
    }

    /** The folder of a model inside a model: right below it, so that no file leads the reader elsewhere or round in circles. */
    static Path folder(Path directory, JsonNode name) {
        String text = name.asText();
        if (!text.matches("[A-Za-z0-9_-]+")) {
            throw new InvalidCheckpointException(directory.resolve(ModelSettings.FILE) + ": a model inside it is in '"
                    + text + "', wanted the name of a folder beside this file");
        }
        return directory.resolve(text);
    }
}
