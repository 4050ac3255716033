package org.onnxnet.trainer;

import java.nio.file.Path;
import java.util.List;

/**
 * What a training left. Both directories hold what {@code Predictor.load} takes.
 *
 * @param epochs in their order, never empty
 * @param best the epoch with the highest tau by the {@link Selection}, the first of equals; the last where nothing was evaluated
 * @param lastModel directory of the model after the last epoch
 * @param bestModel directory of the model after the best epoch
 * @param warnings what was suspicious about the data
 */
public record TrainingResult(
        List<EpochReport> epochs, EpochReport best, Path lastModel, Path bestModel, List<String> warnings) {
    public TrainingResult {
        epochs = List.copyOf(epochs);
        warnings = List.copyOf(warnings);
    }

    public EpochReport last() {
        return epochs.get(epochs.size() - 1);
    }
}
