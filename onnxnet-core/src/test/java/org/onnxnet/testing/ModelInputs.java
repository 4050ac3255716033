package org.onnxnet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.io.OnnxReader;

/**
 * What to run a model file on: the inputs that lie beside it in {@code test_data_set_N}, as in the ONNX backend suite, else
 * seeded random ones with special values among them.
 */
public final class ModelInputs {
    private ModelInputs() {}

    /**
     * Inputs that lie beside a model; empty where none do.
     *
     * @throws IOException if one cannot be read
     */
    public static List<Map<String, Tensor>> given(Model model, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        List<Path> folders;
        try (Stream<Path> entries = Files.list(parent)) {
            folders = entries.filter(path -> path.getFileName().toString().startsWith("test_data_set_"))
                    .sorted()
                    .toList();
        }
        List<Map<String, Tensor>> sets = new ArrayList<>();
        for (Path folder : folders) {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            int index = 0;
            for (Value input : required(model)) {
                Path data = folder.resolve("input_" + index++ + ".pb");
                if (Files.exists(data) && input.type() instanceof ValueType.OfTensor) {
                    inputs.put(input.name(), OnnxReader.readTensor(data));
                } else {
                    inputs.putAll(RandomInputs.of(types(List.of(input), 1), index));
                }
            }
            sets.add(inputs);
        }
        return sets;
    }

    /**
     * Random inputs, with special values. An input that is no tensor, or of unknown rank, is left out.
     *
     * @param open the extent of dimensions that are not known
     */
    public static Map<String, Tensor> random(Model model, int open, long seed) {
        return RandomInputs.of(types(required(model), open), seed);
    }

    /** The same without the largest numbers, see {@link RandomInputs#bounded}. */
    public static Map<String, Tensor> bounded(Model model, int open, long seed) {
        return RandomInputs.bounded(types(required(model), open), seed);
    }

    private static Map<String, ValueType.OfTensor> types(List<Value> values, int open) {
        Map<String, ValueType.OfTensor> types = new LinkedHashMap<>();
        for (Value value : values) {
            Shape shape = value.shape();
            if (shape != null && value.type() instanceof ValueType.OfTensor type) {
                types.put(value.name(), ValueType.tensor(type.elementType(), closed(shape, open)));
            }
        }
        return types;
    }

    private static Shape closed(Shape shape, int open) {
        return new Shape(shape.dims().stream()
                .map(dim -> dim.isKnown() ? dim : Dim.of(open))
                .toList());
    }

    /** Inputs without a default. */
    private static List<Value> required(Model model) {
        return model.graph().inputs().stream()
                .filter(input -> model.graph().initializer(input.name()) == null)
                .toList();
    }
}
