package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes small checkpoints of any variant with random weights. */
public final class RandomCheckpoint {
    private RandomCheckpoint() {}

    /** The configuration of a network of four layers, 24 wide, to be changed by the test. */
    public static ObjectNode config() {
        return new JsonMapper()
                .createObjectNode()
                .put("model_type", "modernbert")
                .put("vocab_size", 50)
                .put("hidden_size", 24)
                .put("num_attention_heads", 3)
                .put("intermediate_size", 20)
                .put("num_hidden_layers", 4)
                .put("local_attention", 128)
                .put("pad_token_id", 0)
                .put("max_position_embeddings", 512)
                .put("num_labels", 1);
    }

    /** Writes the classifier of a configuration. */
    public static Checkpoint write(ObjectNode config, Path folder, long seed) throws IOException {
        return write(config, Checkpoint.Kind.CLASSIFIER, folder, seed);
    }

    /** Writes what a configuration is of as {@code transformers} would: the bare encoder has no prefix. */
    public static Checkpoint write(ObjectNode config, Checkpoint.Kind kind, Path folder, long seed) throws IOException {
        Files.writeString(folder.resolve("config.json"), config.toString());
        NetworkConfig read = NetworkConfig.read(folder.resolve("config.json"));
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        Random random = new Random(seed);
        read.weights(kind).forEach((name, shape) -> {
            long[] dims = shape.stream().mapToLong(Long::longValue).toArray();
            float[] values = values(name, dims, random);
            String stored = kind == Checkpoint.Kind.ENCODER ? name.substring("model.".length()) : name;
            writer.add(stored, dims, () -> values);
        });
        writer.write(folder.resolve("model.safetensors"));
        return Checkpoint.open(folder);
    }

    private static float[] values(String name, long[] dims, Random random) {
        int count = 1;
        for (long dim : dims) {
            count *= (int) dim;
        }
        float[] values = new float[count];
        float mean = dims.length == 1 && name.endsWith("weight") ? 1 : 0;
        for (int i = 0; i < count; i++) {
            values[i] = mean + (float) (0.3 * random.nextGaussian());
        }
        return values;
    }
}
