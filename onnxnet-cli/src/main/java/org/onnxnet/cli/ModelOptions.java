package org.onnxnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.LanguageModelBuilder;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.transformer.Precision;
import picocli.CommandLine.Option;

/** Which model directory scores, and where it runs. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A model directory: config.json, model.safetensors, tokenizer.json and onnxnet.json.")
    private @Nullable Path directory;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "Where the model runs: cpu, cpu:THREADS, cuda:N or auto. Default: cpu.")
    private @Nullable Device device;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description = "In what numbers it computes: ${COMPLETION-CANDIDATES}. Default: FP32.")
    private Precision precision = Precision.FP32;

    private boolean placed;

    @Nullable
    Path directory() {
        return directory;
    }

    /** Whether a language model was asked for elsewhere, or in other numbers, than where everything runs anyway, and none was loaded. */
    boolean placedNothing() {
        return !placed && (precision != Precision.FP32 || (device != null && !device.equals(Device.cpu())));
    }

    /** Loads a predictor of any kind, the bundled one if no directory is given. Device and precision are for its language models. */
    Predictor loadPredictor() throws IOException {
        return directory == null ? Predictor.bundled() : Predictor.load(directory, this::place);
    }

    /** Loads a language model, the bundled one if no directory is given. */
    LanguageModel load() throws IOException {
        LanguageModelBuilder builder = directory == null ? LanguageModel.bundled() : LanguageModel.builder(directory);
        place(builder);
        return builder.build();
    }

    private void place(LanguageModelBuilder builder) {
        placed = true;
        builder.precision(precision);
        if (device != null) {
            builder.device(device);
        }
    }
}
