package org.onnxnet.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.predictor.checkpoint.SpecialTokens;
import org.onnxnet.predictor.text.Tokenizer;
import org.onnxnet.trainer.ScoreTraining.RowSets;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.data.TrainingException;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.objective.Masking;
import org.onnxnet.trainer.start.Start;
import org.onnxnet.trainer.state.MetricsLog;
import org.onnxnet.trainer.state.StateStore;
import org.onnxnet.trainer.torch.Torch;

/**
 * Trains a language model to score networks by their texts. Immutable; the same call gives the same model, to the bit on a
 * processor with the same number of threads. One that was killed goes on where it stopped, and one that is over has nothing left to
 * do: its models are in the output directory.
 *
 * <pre>{@code
 * TrainingResult result = Trainer.builder()
 *         .start(Start.scratch(NetworkSize.small()))
 *         .encoder(Encoder.with(Component.INPUTS, Component.PARAMETERS))
 *         .build()
 *         .train(new TrainingData(train, validation, List.of()), directory);
 * Predictor predictor = Predictor.load(result.bestModel());
 * }</pre>
 */
public final class Trainer {
    private static final double MASKED_SHARE = 0.3;

    private final TrainerBuilder settings;

    Trainer(TrainerBuilder settings) {
        this.settings = settings;
    }

    public static TrainerBuilder builder() {
        return new TrainerBuilder();
    }

    /**
     * Trains on texts, and chooses the best epoch by others.
     *
     * @param output directory for the models {@code last} and {@code best}
     * @throws IOException if files of the start cannot be read, or the models cannot be written
     * @throws TrainingException if the data are unusable, or the network leaves the finite numbers
     */
    public TrainingResult train(List<LabelledText> train, List<LabelledText> validation, Path output)
            throws IOException {
        return train(new TrainingData(train, validation, List.of()), output);
    }

    /**
     * Trains on texts.
     *
     * @param output directory for the models {@code last} and {@code best}
     * @throws IOException if files of the start cannot be read, or the models cannot be written
     * @throws TrainingException if the data are unusable, or the network leaves the finite numbers
     */
    public TrainingResult train(TrainingData data, Path output) throws IOException {
        List<String> warnings = data.warnings();
        warnings.forEach(settings.listener::warned);
        NetworkConfig config = settings.start.config().withLabels(data.labels());
        RowSets rows;
        try (Tokenizer tokenizer = settings.start.tokenizer().load(config)) {
            int maxTokens = settings.maxTokens(config);
            rows = new RowSets(
                    Row.of(data.train(), tokenizer, maxTokens),
                    Row.of(data.validation(), tokenizer, maxTokens),
                    Row.of(data.test(), tokenizer, maxTokens));
        }
        Checkpoints checkpoints = checkpoints(
                output,
                "scores",
                config,
                List.of(rows.train(), rows.validation(), rows.test()),
                List.of("last", "best"));
        if (checkpoints.isFinished()) {
            return ScoreTraining.result(checkpoints, output, warnings);
        }
        try (Weights weights = weights(config, Checkpoint.Kind.CLASSIFIER, checkpoints);
                MetricsLog log = log(output, checkpoints)) {
            TrainingListener listener = new LoggedListener(log, settings.listener);
            return new ScoreTraining(settings, data, rows, output, config, weights, checkpoints, listener)
                    .train(warnings);
        }
    }

    /**
     * Trains a masked language model on texts without labels; {@link Start#from} then takes its knowledge over into a model that
     * scores. The loss and the encoder of this trainer do not matter.
     *
     * @param validation texts to measure the guesses on; may be empty
     * @param output directory for the model {@code last}
     * @return how well tokens are guessed after each epoch
     * @throws IOException if files of the start cannot be read, or the model cannot be written
     * @throws TrainingException if there is nothing to learn from, or the network leaves the finite numbers
     */
    public List<PretrainingReport> pretrain(List<String> texts, List<String> validation, Path output)
            throws IOException {
        if (texts.isEmpty()) {
            throw new TrainingException("the training set is empty, wanted one text or more");
        }
        ModernBertConfig config = maskable(settings.start.config());
        SpecialTokens special = settings.start
                .specialTokens()
                .filter(tokens -> tokens.mask().isPresent())
                .orElseThrow(
                        () -> new TrainingException(
                                "the tokenizer lacks one of the tokens [CLS] and [SEP], which "
                                        + "stand around texts, and [MASK], which stands for what is to be guessed; take another tokenizer"));
        List<Row> rows;
        List<Row> heldOut;
        try (Tokenizer tokenizer = settings.start.tokenizer().load(config)) {
            rows = Row.unlabelled(texts, tokenizer, settings.maxTokens(config));
            heldOut = Row.unlabelled(validation, tokenizer, settings.maxTokens(config));
        }
        Checkpoints checkpoints = checkpoints(output, "masked tokens", config, List.of(rows, heldOut), List.of("last"));
        if (checkpoints.isFinished()) {
            return checkpoints.reports(PretrainingReport.class);
        }
        Masking masking = new Masking(MASKED_SHARE, special.mask().getAsInt(), special, config.vocabulary());
        try (Weights weights = weights(config, Checkpoint.Kind.MASKED_LANGUAGE_MODEL, checkpoints);
                MetricsLog log = log(output, checkpoints)) {
            TrainingListener listener = new LoggedListener(log, settings.listener);
            return new MaskedTraining(settings, config, weights, masking, checkpoints, listener)
                    .train(rows, heldOut, output);
        }
    }

    private static ModernBertConfig maskable(NetworkConfig config) {
        if (config instanceof ModernBertConfig modernBert) {
            return modernBert;
        }
        throw new TrainingException(
                "a " + config.family() + " sees only what is before a token and cannot guess masked "
                        + "ones; train it on scores, or pretrain a ModernBERT");
    }

    private Checkpoints checkpoints(
            Path output, String purpose, NetworkConfig config, List<List<Row>> sets, List<String> models)
            throws IOException {
        String training = Identity.of(settings, purpose, config, sets);
        return new Checkpoints(new StateStore(output, training), settings.saveInterval, models);
    }

    /** The first to touch the output: network and data are there, and what another training left is no longer wanted. */
    private static MetricsLog log(Path output, Checkpoints checkpoints) throws IOException {
        checkpoints.forgetFinished();
        return new MetricsLog(output, checkpoints.begin().step());
    }

    private Weights weights(NetworkConfig config, Checkpoint.Kind kind, Checkpoints checkpoints) throws IOException {
        return Weights.of(
                config.weights(kind),
                checkpoints.weights(settings.start.weights(config, settings.seed)),
                Torch.use(settings.execution.device()));
    }
}
