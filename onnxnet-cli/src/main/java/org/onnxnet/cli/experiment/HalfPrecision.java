package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.io.TemporaryFile;
import org.onnxnet.predictor.ModelSettings;
import org.onnxnet.predictor.checkpoint.DType;
import org.onnxnet.predictor.checkpoint.Safetensors;
import org.onnxnet.predictor.checkpoint.SafetensorsWriter;
import org.onnxnet.predictor.checkpoint.TensorEntry;

/** A language model with weights of 16 bits, which are half as many bytes to ship; they are computed with in 32 bits all the same. */
final class HalfPrecision {
    private static final String WEIGHTS = "model.safetensors";

    private HalfPrecision() {}

    /**
     * Copies a model directory.
     *
     * @return the copy
     */
    static Path copy(Path model, Path target) throws IOException {
        Files.createDirectories(target);
        for (String file : List.of("config.json", "tokenizer.json", ModelSettings.FILE)) {
            TemporaryFile.replace(target.resolve(file), out -> Files.copy(model.resolve(file), out));
        }
        Safetensors weights = Safetensors.open(model.resolve(WEIGHTS));
        SafetensorsWriter writer = new SafetensorsWriter(DType.F16);
        for (TensorEntry tensor : weights.entries()) {
            float[] values = weights.floats(tensor.name());
            writer.add(
                    tensor.name(),
                    tensor.shape().stream().mapToLong(Long::longValue).toArray(),
                    () -> values);
        }
        writer.write(target.resolve(WEIGHTS));
        return target;
    }
}
