package org.onnxnet.predictor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.predictor.feature.FeatureRegressor;

/** The model inside this library, read once. Its card is {@code docs/bundled-model.md}. */
final class BundledModel {
    private static final List<String> FILES = List.of(ModelSettings.FILE, FeatureRegressor.FILE);

    static final Predictor INSTANCE = load();

    private BundledModel() {}

    /** Model files are read from directories, so the resources become one for a moment. */
    private static Predictor load() {
        try {
            Path directory = Files.createTempDirectory("onnxnet-bundled");
            try {
                for (String file : FILES) {
                    copy(file, directory.resolve(file));
                }
                return Predictor.load(directory);
            } finally {
                for (String file : FILES) {
                    Files.deleteIfExists(directory.resolve(file));
                }
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled model cannot be read by way of a temporary directory", e);
        }
    }

    private static void copy(String file, Path to) throws IOException {
        try (InputStream resource = BundledModel.class.getResourceAsStream("bundled/" + file)) {
            if (resource == null) {
                throw new IOException("no resource bundled/" + file + " beside " + BundledModel.class);
            }
            Files.copy(resource, to);
        }
    }
}
