package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON object from a file, with errors that say where it is and what was wanted. */
public final class JsonFile {
    private static final JsonMapper JSON = new JsonMapper();
    /** Ten times the largest tokenizer there is. */
    private static final long MAX_SIZE = 512 << 20;

    private final Path file;
    private final JsonNode root;

    private JsonFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidCheckpointException if it does not hold a JSON object
     */
    public static JsonFile read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_SIZE) {
            throw new InvalidCheckpointException(file + ": " + size + " bytes, wanted less than " + MAX_SIZE);
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new InvalidCheckpointException(file + ": not JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new InvalidCheckpointException(file + ": wanted a JSON object");
        }
        return new JsonFile(file, root);
    }

    /** All of it. */
    public JsonNode root() {
        return root;
    }

    /** The value at a path such as {@code rope_parameters/full_attention}; missing where there is none. */
    JsonNode at(String path) {
        JsonNode node = root.at("/" + path);
        return node.isNull() ? root.path("") : node;
    }

    boolean has(String path) {
        return !at(path).isMissingNode();
    }

    int count(String key) {
        return require(key, 1);
    }

    int count(String key, int otherwise) {
        return has(key) ? require(key, 0) : otherwise;
    }

    private int require(String key, int least) {
        JsonNode value = at(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw wrong(key, "a whole number from " + least);
        }
        return value.intValue();
    }

    double positive(String key, double otherwise) {
        JsonNode value = at(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isNumber() || !(value.doubleValue() > 0) || Double.isInfinite(value.doubleValue())) {
            throw wrong(key, "a positive number");
        }
        return value.doubleValue();
    }

    boolean flag(String key) {
        JsonNode value = at(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(key, "true or false");
        }
        return value.booleanValue();
    }

    String text(String key, String otherwise) {
        JsonNode value = at(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw wrong(key, "a text");
        }
        return value.textValue();
    }

    InvalidCheckpointException wrong(String key, String wanted) {
        JsonNode value = at(key);
        String found = value.isMissingNode() ? "is missing" : "is " + value;
        return new InvalidCheckpointException(file + ": " + key.replace('/', '.') + " "
                + (found.length() <= 80 ? found : found.substring(0, 77) + "...") + ", wanted " + wanted);
    }
}
