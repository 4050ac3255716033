package org.onnxnet.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.predictor.ModelSettings;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.evaluation.Evaluation;
import org.onnxnet.trainer.evaluation.Evaluator;
import org.onnxnet.trainer.network.Backbone;
import org.onnxnet.trainer.network.Precision;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.network.Workers;
import org.onnxnet.trainer.objective.ScoreObjective;
import org.onnxnet.trainer.start.ModelDirectory;

/** One training of a model that scores. */
final class ScoreTraining {
    private final TrainerBuilder settings;
    private final TrainingData data;
    private final RowSets rows;
    private final Path output;
    private final NetworkConfig config;
    private final Weights weights;
    private final Checkpoints checkpoints;
    private final TrainingListener listener;
    private final List<EpochReport> epochs;

    /** The sets as the network sees them. */
    record RowSets(List<Row> train, List<Row> validation, List<Row> test) {}

    ScoreTraining(
            TrainerBuilder settings,
            TrainingData data,
            RowSets rows,
            Path output,
            NetworkConfig config,
            Weights weights,
            Checkpoints checkpoints,
            TrainingListener listener)
            throws IOException {
        this.settings = settings;
        this.data = data;
        this.rows = rows;
        this.output = output;
        this.config = config;
        this.weights = weights;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.epochs = checkpoints.reports(EpochReport.class);
    }

    TrainingResult train(List<String> warnings) throws IOException {
        Execution execution = settings.execution;
        try (Backbone network = Backbone.of(config, weights, execution.precision());
                Backbone exact = Backbone.of(config, weights, Precision.FP32);
                Workers workers = new Workers(network, execution.gradientCheckpointing());
                Workers evaluating = new Workers(exact, false)) {
            Evaluator evaluator = new Evaluator(evaluating, execution.tokenBudget());
            ScoreObjective objective = new ScoreObjective(workers, settings.loss, execution.tokenBudget());
            try (TrainingLoop<Row> loop = new TrainingLoop<>(
                    rows.train(),
                    objective,
                    row -> row.tokens().length,
                    weights,
                    settings.schedule,
                    settings.seed,
                    checkpoints,
                    listener)) {
                loop.run((epoch, steps, loss) -> finish(epoch, steps, loss, evaluator));
            }
        }
        save("last", epochs.get(epochs.size() - 1));
        checkpoints.finish(epochs.get(epochs.size() - 1).steps());
        return result(checkpoints, output, warnings);
    }

    /** What came of a training that is over. */
    static TrainingResult result(Checkpoints checkpoints, Path output, List<String> warnings) throws IOException {
        List<EpochReport> epochs = checkpoints.reports(EpochReport.class);
        return new TrainingResult(
                epochs, epochs.get(checkpoints.best()), output.resolve("last"), output.resolve("best"), warnings);
    }

    private void finish(int epoch, long steps, double loss, Evaluator evaluator) throws IOException {
        EpochReport report = new EpochReport(
                epoch,
                steps,
                loss,
                evaluator.evaluate(data.validation(), rows.validation()),
                evaluator.evaluate(data.test(), rows.test()));
        boolean best = epoch == 1 || isBetter(chosenBy(report), chosenBy(epochs.get(checkpoints.best())));
        if (best) {
            save("best", report);
        }
        epochs.add(report);
        checkpoints.add(report, best);
        listener.finishedEpoch(report);
    }

    private static boolean isBetter(Evaluation now, Evaluation before) {
        return now.isEmpty() || now.tau() > before.tau() || Double.isNaN(before.tau());
    }

    private Evaluation chosenBy(EpochReport report) {
        return settings.selection == Selection.PAPER_PROTOCOL ? report.test() : report.validation();
    }

    private void save(String name, EpochReport report) throws IOException {
        ModelSettings model = new ModelSettings(
                settings.name, settings.encoder, report.validation().residual());
        ModelDirectory.write(
                output.resolve(name), config, weights, settings.start, Checkpoint.Kind.CLASSIFIER, model::write);
    }
}
