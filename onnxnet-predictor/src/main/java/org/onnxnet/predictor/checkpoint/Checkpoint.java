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
 * A network on disk: what {@code save_pretrained} of {@code transformers} writes for a sequence classifier, a language model or the
 * bare encoder. All weights the configuration asks for are there in the right shape; their values are read and checked when they are
 * asked for. Immutable.
 *
 * @param kind what the weights are good for
 */
public record Checkpoint(NetworkConfig config, Kind kind, WeightFiles weights, Map<String, String> stored) {
    static final String DECODER_BIAS = "decoder.bias";

    private static final String PREFIX = "model.";

    /** What a checkpoint was saved from. */
    public enum Kind {
        /** All that scores texts. */
        CLASSIFIER,
        /** The encoder and the head of a masked language model: where fine-tuning starts from. */
        MASKED_LANGUAGE_MODEL,
        /** The layers alone, also those of a language model that writes texts, whose head is of no use here. */
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
        NetworkConfig config = NetworkConfig.read(configFile(directory));
        WeightFiles weights = WeightFiles.open(directory);
        Map<String, List<Long>> layers = config.weights(Kind.ENCODER);
        Map<String, String> stored =
                storedNames(weights, layers.keySet().iterator().next());
        Kind kind = config.kindOf(stored.keySet());
        Map<String, List<Long>> wanted = new LinkedHashMap<>(config.weights(kind));
        // Scores do not need it, and a masked language model may begin without.
        wanted.remove(DECODER_BIAS);
        requireShapes(weights, stored, wanted);
        return new Checkpoint(config, kind, weights, stored);
    }

    private static Path configFile(Path directory) throws NoSuchFileException {
        Path file = directory.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "no such file; a model directory has config.json and model.safetensors");
        }
        return file;
    }

    /** The bare encoder is saved without the prefix that its weights have inside a larger network. */
    private static Map<String, String> storedNames(WeightFiles weights, String first) {
        boolean bare = weights.contains(first.substring(PREFIX.length()));
        Map<String, String> stored = new LinkedHashMap<>();
        for (String name : weights.names()) {
            stored.put(bare ? PREFIX + name : name, name);
        }
        return stored;
    }

    private static void requireShapes(WeightFiles weights, Map<String, String> stored, Map<String, List<Long>> wanted) {
        wanted.forEach((name, shape) -> {
            String storedName = stored.get(name);
            if (storedName == null) {
                throw new InvalidCheckpointException(
                        weights.place() + ": no tensor '" + name + "', wanted " + shape + " by config.json");
            }
            TensorEntry entry = weights.entry(storedName);
            if (!entry.shape().equals(shape)) {
                throw new InvalidCheckpointException(weights.place() + ": tensor '" + name + "' has the shape "
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
     * @param weight its name with the prefix {@code model.}, such as {@code model.layers.0.mlp.Wo.weight}
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
     * What tells this checkpoint from others: SHA-256 of its configuration and of the files of its weights.
     *
     * @throws IOException if a file cannot be read
     */
    public byte[] fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(config.toString().getBytes(StandardCharsets.UTF_8));
            try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                for (Path file : weights.files()) {
                    Files.copy(file, sink);
                }
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
