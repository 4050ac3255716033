package org.onnxnet.trainer.start;

import java.io.IOException;
import java.nio.file.Path;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.ConfigWriter;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.trainer.network.Weights;

/** Writes what {@code Predictor.load} and {@code transformers} take. */
public final class ModelDirectory {
    private ModelDirectory() {}

    /** Further files of a directory. */
    @FunctionalInterface
    public interface Extras {
        /**
         * Writes them.
         *
         * @throws IOException if one cannot be written
         */
        void writeTo(Path directory) throws IOException;
    }

    /**
     * Writes a model, or replaces an earlier one when it is complete.
     *
     * @param start whose tokenizer the model was trained with
     * @param kind which head the weights have
     * @throws IOException if it cannot be written; nothing has changed then
     */
    public static void write(
            Path directory, NetworkConfig config, Weights weights, Start start, Checkpoint.Kind kind, Extras extras)
            throws IOException {
        DirectorySwap.replace(directory, temporary -> {
            ConfigWriter.write(config, start.specialTokens().orElse(null), kind, temporary.resolve("config.json"));
            weights.write(temporary.resolve("model.safetensors"));
            start.tokenizer().copyTo(temporary);
            extras.writeTo(temporary);
        });
    }
}
