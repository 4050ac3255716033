package org.onnxnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.io.OnnxReader;

/** Reads the {@code input_N.pb} files of an ONNX test data set: the N-th input of the graph, as a {@code TensorProto}. */
final class KnownInputs {
    private KnownInputs() {}

    /** The tensors by input name; inputs without a file, and inputs that are not tensors, are left out. */
    static Map<String, Tensor> read(OnnxGraph graph, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory + ": no such directory, wanted one with input_N.pb files");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<Value> inputs = graph.inputs();
        for (int n = 0; n < inputs.size(); n++) {
            Path file = directory.resolve("input_" + n + ".pb");
            Value input = inputs.get(n);
            if (input.type() instanceof ValueType.OfTensor && Files.exists(file)) {
                tensors.put(input.name(), OnnxReader.readTensor(file).withName(input.name()));
            }
        }
        return tensors;
    }
}
