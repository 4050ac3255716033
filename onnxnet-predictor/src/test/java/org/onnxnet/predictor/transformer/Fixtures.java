package org.onnxnet.predictor.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Tiny checkpoints with random weights, and what transformers computes with them. */
public final class Fixtures {
    private Fixtures() {}

    /** What transformers 5.18 computes for a few texts, which are filled up to the same length at the right. */
    public static final class Expected {
        private final JsonNode json;

        private Expected(JsonNode json) {
            this.json = json;
        }

        public int texts() {
            return json.get("lengths").size();
        }

        /** The length that all texts are filled up to. */
        public int padded() {
            return json.get("input_ids").get(0).size();
        }

        /** The tokens of a text without its padding. */
        public int[] text(int index) {
            JsonNode ids = json.get("input_ids").get(index);
            int length = json.get("lengths").get(index).intValue();
            return IntStream.range(0, length).map(i -> ids.get(i).intValue()).toArray();
        }

        /** Scores of texts as people write them, for checkpoints with a tokenizer. */
        public Map<String, Double> scores() {
            Map<String, Double> scores = new LinkedHashMap<>();
            json.get("texts")
                    .forEach(text -> scores.put(
                            text.get("text").textValue(), text.get("logit").doubleValue()));
            return scores;
        }

        public double[] logits() {
            return IntStream.range(0, texts())
                    .mapToDouble(i -> json.get("logits").get(i).doubleValue())
                    .toArray();
        }
    }

    /**
     * Copies a checkpoint to a folder.
     *
     * @param config {@code config.json} or {@code config.hub-style.json}
     */
    public static Path checkpoint(String name, String config, Path folder) throws IOException {
        copy(name + "/" + config, folder.resolve("config.json"));
        copy(name + "/model.safetensors", folder.resolve("model.safetensors"));
        return folder;
    }

    /** Copies a checkpoint that has a tokenizer to a folder. */
    public static Path withTokenizer(String name, Path folder) throws IOException {
        copy(name + "/tokenizer.json", folder.resolve("tokenizer.json"));
        return checkpoint(name, "config.json", folder);
    }

    public static Expected expected(String name) throws IOException {
        try (InputStream in = open(name + "/expected.json")) {
            return new Expected(new JsonMapper().readTree(in));
        }
    }

    private static void copy(String name, Path to) throws IOException {
        try (InputStream in = open(name)) {
            Files.copy(in, to);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name);
    }
}
