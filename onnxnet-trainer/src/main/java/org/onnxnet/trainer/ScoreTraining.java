package org.onnxnet.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.onnxnet.predictor.ModelSettings;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.text.Tokenizer;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.evaluation.Evaluation;
import org.onnxnet.trainer.evaluation.Evaluator;
import org.onnxnet.trainer.network.ModernBert;
import org.onnxnet.trainer.network.Passes;
import org.onnxnet.trainer.network.Precision;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.objective.ScoreObjective;
import org.onnxnet.trainer.start.ModelDirectory;

/** One training of a model that scores. */
final class ScoreTraining {
    private final TrainerBuilder settings;
    private final TrainingData data;
    private final Path output;
    private final ModernBertConfig config;
    private final Weights weights;
    private final List<Row> train;
    private final List<Row> validation;
    private final List<Row> test;
    private final List<EpochReport> epochs = new ArrayList<>();
    private int best;

    ScoreTraining(
            TrainerBuilder settings,
            TrainingData data,
            Path output,
            Tokenizer tokenizer,
            ModernBertConfig config,
            Weights weights) {
        this.settings = settings;
        this.data = data;
        this.output = output;
        this.config = config;
        this.weights = weights;
        int maxTokens = settings.maxTokens(config);
        this.train = Row.of(data.train(), tokenizer, maxTokens);
        this.validation = Row.of(data.validation(), tokenizer, maxTokens);
        this.test = Row.of(data.test(), tokenizer, maxTokens);
    }

    TrainingResult train(List<String> warnings) throws IOException {
        Execution execution = settings.execution;
        try (ModernBert network = new ModernBert(config, weights, execution.precision());
                ModernBert exact = new ModernBert(config, weights, Precision.FP32)) {
            Evaluator evaluator = new Evaluator(exact, execution.tokenBudget());
            ScoreObjective objective = new ScoreObjective(
                    network,
                    new Passes(network, execution.gradientCheckpointing()),
                    settings.loss,
                    execution.tokenBudget());
            try (TrainingLoop<Row> loop = new TrainingLoop<>(
                    train,
                    objective,
                    row -> row.tokens().length,
                    weights,
                    settings.schedule,
                    settings.seed,
                    settings.listener)) {
                loop.run((epoch, steps, loss) -> finish(epoch, steps, loss, evaluator));
            }
        }
        save("last", epochs.get(epochs.size() - 1));
        return new TrainingResult(epochs, epochs.get(best), output.resolve("last"), output.resolve("best"), warnings);
    }

    private void finish(int epoch, long steps, double loss, Evaluator evaluator) throws IOException {
        EpochReport report = new EpochReport(
                epoch,
                steps,
                loss,
                evaluator.evaluate(data.validation(), validation),
                evaluator.evaluate(data.test(), test));
        epochs.add(report);
        if (epoch == 1 || isBetter(chosenBy(report), chosenBy(epochs.get(best)))) {
            best = epoch - 1;
            save("best", report);
        }
        settings.listener.finishedEpoch(report);
    }

    private boolean isBetter(Evaluation now, Evaluation before) {
        return now.isEmpty() || now.tau() > before.tau() || Double.isNaN(before.tau());
    }

    private Evaluation chosenBy(EpochReport report) {
        return settings.selection == Selection.PAPER_PROTOCOL ? report.test() : report.validation();
    }

    private void save(String name, EpochReport report) throws IOException {
        ModelDirectory.write(
                output.resolve(name),
                config,
                weights,
                settings.start,
                Checkpoint.Kind.CLASSIFIER,
                directory -> new ModelSettings(
                                settings.name,
                                settings.encoder,
                                report.validation().residual())
                        .write(directory));
    }
}
