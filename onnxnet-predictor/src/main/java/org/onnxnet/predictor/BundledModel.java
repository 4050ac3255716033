package org.onnxnet.predictor;

import java.io.IOException;
import java.nio.file.Path;

/** The model inside this library, read once. Its card is {@code docs/bundled-model.md}. */
final class BundledModel {
    static final Predictor INSTANCE = load(BundledDirectory.of(BundledDirectory.BUNDLED));

    private BundledModel() {}

    private static Predictor load(Path directory) {
        try {
            return Predictor.load(directory);
        } catch (IOException e) {
            throw new IllegalStateException("the bundled model cannot be read from " + directory.toUri(), e);
        }
    }
}
