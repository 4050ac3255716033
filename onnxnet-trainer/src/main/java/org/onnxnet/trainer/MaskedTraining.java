package org.onnxnet.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.network.ModernBert;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.network.Workers;
import org.onnxnet.trainer.objective.MaskedObjective;
import org.onnxnet.trainer.objective.Masking;
import org.onnxnet.trainer.start.ModelDirectory;

/** One training of a masked language model. */
record MaskedTraining(
        TrainerBuilder settings,
        ModernBertConfig config,
        Weights weights,
        Masking masking,
        Checkpoints checkpoints,
        TrainingListener listener) {
    List<PretrainingReport> train(List<Row> rows, List<Row> validation, Path output) throws IOException {
        Execution execution = settings.execution;
        List<PretrainingReport> epochs = checkpoints.reports(PretrainingReport.class);
        try (ModernBert network = new ModernBert(config, weights, execution.precision());
                Workers workers = new Workers(network, execution.gradientCheckpointing())) {
            MaskedObjective objective = new MaskedObjective(workers, masking, execution.tokenBudget());
            try (TrainingLoop<Row> loop = new TrainingLoop<>(
                    rows,
                    objective,
                    row -> row.tokens().length,
                    weights,
                    settings.schedule,
                    settings.seed,
                    checkpoints,
                    listener)) {
                loop.run((epoch, steps, loss) -> {
                    PretrainingReport report =
                            new PretrainingReport(epoch, steps, loss, objective.evaluate(validation));
                    epochs.add(report);
                    checkpoints.add(report, true);
                    listener.finishedPretrainingEpoch(report);
                });
            }
        }
        ModelDirectory.write(
                output.resolve("last"),
                config,
                weights,
                settings.start,
                Checkpoint.Kind.MASKED_LANGUAGE_MODEL,
                directory -> {});
        checkpoints.finish(epochs.get(epochs.size() - 1).steps());
        return epochs;
    }
}
