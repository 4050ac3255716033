package org.onnxnet.predictor.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ModernBERT network on disk: what {@code save_pretrained} of {@code transformers} writes for a sequence classifier, a masked
 * language model or the bare encoder. All weights the configuration asks for are there in the right shape; their
 * values are read and checked when they are asked for. Immutable.
 *
 * @param kind what the weights are good for
 */
public record Checkpoint(ModernBertConfig config, Kind kind, Safetensors weights, Map<String, String> stored) {
    private static final String PREFIX = "model.";

    /** What a checkpoint was saved from. */
    public enum Kind {
        /** The encoder, the head and a classifier: scores texts. */
        CLASSIFIER,
        /** The encoder and the head of a masked language model: where fine-tuning starts from. */
        MASKED_LANGUAGE_MODEL,
        /** The encoder alone. */
        ENCODER
    }

    /** @param stored the name in the file of each weight by its name with the prefix {@code model.} */
    public Checkpoint {
        stored = Map.copyOf(stored);
    }

    /**
     * Opens a model directory.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws InvalidCheckpointException if the files are damaged, do not fit each other or describe an unsupported network
     */
    public static Checkpoint open(Path directory) throws IOException {
        ModernBertConfig config = ModernBertConfig.read(require(directory, "config.json"));
        Safetensors weights = Safetensors.open(require(directory, "model.safetensors"));
        Map<String, String> stored = storedNames(weights);
        requireShapes(weights, stored, WeightNames.ofEncoder(config));
        Kind kind = kind(stored);
        if (kind != Kind.ENCODER) {
            requireShapes(weights, stored, WeightNames.ofHead(config));
        }
        if (kind == Kind.CLASSIFIER) {
            requireShapes(weights, stored, WeightNames.ofClassifier(config));
        }
        return new Checkpoint(config, kind, weights, stored);
    }

    private static Path require(Path directory, String name) throws NoSuchFileException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "no such file; a model directory has config.json and model.safetensors");
        }
        return file;
    }

    /** The bare encoder is saved without the prefix that its weights have inside a larger network. */
    private static Map<String, String> storedNames(Safetensors weights) {
        boolean bare = weights.contains("embeddings.tok_embeddings.weight");
        Map<String, String> stored = new LinkedHashMap<>();
        for (TensorEntry entry : weights.entries()) {
            stored.put(bare ? PREFIX + entry.name() : entry.name(), entry.name());
        }
        return stored;
    }

    private static Kind kind(Map<String, String> stored) {
        if (stored.containsKey("classifier.weight")) {
            return Kind.CLASSIFIER;
        }
        return stored.containsKey("head.dense.weight") ? Kind.MASKED_LANGUAGE_MODEL : Kind.ENCODER;
    }

    private static void requireShapes(Safetensors weights, Map<String, String> stored, Map<String, List<Long>> wanted) {
        wanted.forEach((name, shape) -> {
            String storedName = stored.get(name);
            if (storedName == null) {
                throw new InvalidCheckpointException(
                        weights.file() + ": no tensor '" + name + "', wanted " + shape + " by config.json");
            }
            TensorEntry entry = weights.entry(storedName);
            if (!entry.shape().equals(shape)) {
                throw new InvalidCheckpointException(weights.file() + ": tensor '" + name + "' has the shape "
                        + entry.shape() + ", wanted " + shape + " by config.json");
            }
        });
    }

    public boolean has(String weight) {
        return stored.containsKey(weight);
    }

    /**
     * The values of a weight, row-major.
     *
     * @param weight its name with the prefix {@code model.}, such as {@code model.layers.0.attn.Wo.weight}
     * @throws IOException if the file cannot be read
     * @throws InvalidCheckpointException if there is no such weight, or if it is not of real and finite numbers
     */
    public float[] floats(String weight) throws IOException {
        return weights.floats(stored.getOrDefault(weight, weight));
    }

    /** The shape of a weight. */
    public List<Long> shape(String weight) {
        return weights.entry(stored.getOrDefault(weight, weight)).shape();
    }

    /**
     * What tells this checkpoint from others: SHA-256 of its configuration and of the file of its weights.
     *
     * @throws IOException if a file cannot be read
     */
    public byte[] fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(config.toString().getBytes(StandardCharsets.UTF_8));
            try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                Files.copy(weights.file(), sink);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return kind + " " + weights;
    }
}
