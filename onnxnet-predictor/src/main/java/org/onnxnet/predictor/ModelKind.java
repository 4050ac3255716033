package org.onnxnet.predictor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.checkpoint.JsonFile;

/** What a model directory holds, as its {@code onnxnet.json} says. */
enum ModelKind {
    /** A {@link LanguageModel}, also where nothing is said: Hugging Face directories know no kinds. */
    LANGUAGE_MODEL,
    /** A {@link FeatureModel}. */
    FEATURES,
    /** An {@link Ensemble}. */
    ENSEMBLE,
    /** A {@link Cascade}. */
    CASCADE,
    /** A {@link Baseline}. */
    BASELINE,
    /** A {@link Nwot}. */
    NWOT;

    static ModelKind of(Path directory) throws IOException {
        Path file = directory.resolve(ModelSettings.FILE);
        if (!Files.exists(file)) {
            return LANGUAGE_MODEL;
        }
        String kind = JsonFile.read(file).root().path("kind").asText(LANGUAGE_MODEL.label());
        return Arrays.stream(values())
                .filter(each -> each.label().equals(kind))
                .findFirst()
                .orElseThrow(() -> new InvalidCheckpointException(file + ": kind is '" + kind + "', wanted one of "
                        + Arrays.stream(values()).map(ModelKind::label).toList()));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
