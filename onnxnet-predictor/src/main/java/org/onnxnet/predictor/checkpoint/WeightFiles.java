package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The weights of a model directory: {@code model.safetensors}, or the several files among which
 * {@code model.safetensors.index.json} shares them out where they are too large for one. Immutable.
 */
public final class WeightFiles {
    /** The file of weights that are not in several. */
    public static final String SINGLE = "model.safetensors";

    private static final String INDEX = "model.safetensors.index.json";

    private final Path place;
    private final Map<String, Safetensors> byTensor;

    private WeightFiles(Path place, Map<String, Safetensors> byTensor) {
        this.place = place;
        this.byTensor = byTensor;
    }

    /**
     * Reads and checks the tables of the files.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws InvalidCheckpointException if a file is damaged, or has not the tensors that the index says
     */
    public static WeightFiles open(Path directory) throws IOException {
        Path index = directory.resolve(INDEX);
        Path single = directory.resolve(SINGLE);
        if (!Files.isRegularFile(single) && Files.isRegularFile(index)) {
            return new WeightFiles(index, shared(index, JsonFile.read(index)));
        }
        if (!Files.isRegularFile(single)) {
            throw new NoSuchFileException(
                    single.toString(), null, "no such file; a model directory has config.json and " + SINGLE);
        }
        Safetensors weights = Safetensors.open(single);
        Map<String, Safetensors> byTensor = new LinkedHashMap<>();
        weights.entries().forEach(entry -> byTensor.put(entry.name(), weights));
        return new WeightFiles(single, byTensor);
    }

    private static Map<String, Safetensors> shared(Path index, JsonFile json) throws IOException {
        if (!json.at("weight_map").isObject()) {
            throw json.wrong("weight_map", "an object with the file of each tensor");
        }
        Map<String, Safetensors> files = new HashMap<>();
        Map<String, Safetensors> byTensor = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> tensor : json.at("weight_map").properties()) {
            String name = tensor.getValue().asText();
            if (!files.containsKey(name)) {
                files.put(name, shard(index, name));
            }
            Safetensors file = files.get(name);
            if (!file.contains(tensor.getKey())) {
                throw new InvalidCheckpointException(file.file() + ": no tensor '" + tensor.getKey() + "', which "
                        + INDEX + " says is in it: the files are of different checkpoints");
            }
            byTensor.put(tensor.getKey(), file);
        }
        return byTensor;
    }

    private static Safetensors shard(Path index, String name) throws IOException {
        Path file = index.resolveSibling(name);
        if (name.isEmpty() || !file.getFileName().toString().equals(name)) {
            throw new InvalidCheckpointException(
                    index + ": the file '" + name + "' in weight_map, wanted the name of a file beside it");
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "no such file; " + INDEX + " says that it holds weights: copy it too");
        }
        return Safetensors.open(file);
    }

    /** The file that says where all weights are, for messages. */
    public Path place() {
        return place;
    }

    /** All files that hold weights, and the index if there is one. */
    public List<Path> files() {
        Stream<Path> holders = byTensor.values().stream().map(Safetensors::file).sorted();
        return Stream.concat(Stream.of(place), holders).distinct().toList();
    }

    /** The names of the tensors. */
    public Collection<String> names() {
        return byTensor.keySet();
    }

    public boolean contains(String name) {
        return byTensor.containsKey(name);
    }

    /**
     * The type, shape and place of a tensor.
     *
     * @throws InvalidCheckpointException if there is no such tensor
     */
    public TensorEntry entry(String name) {
        return holder(name).entry(name);
    }

    /**
     * The elements of a tensor, as {@link Safetensors#floats} gives them.
     *
     * @throws IOException if its file cannot be read
     * @throws InvalidCheckpointException if there is no such tensor, or if it is not of real and finite numbers
     */
    public float[] floats(String name) throws IOException {
        return holder(name).floats(name);
    }

    private Safetensors holder(String name) {
        Safetensors file = byTensor.get(name);
        if (file == null) {
            throw new InvalidCheckpointException(place + ": no tensor '" + name + "' among " + byTensor.size());
        }
        return file;
    }

    @Override
    public String toString() {
        return place + " [" + byTensor.size() + " tensors]";
    }
}
