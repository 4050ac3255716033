package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.cli.train.ArchitectureTexts;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.text.OverLength;
import org.onnxnet.predictor.text.ScoreCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment zero-shot}: trained on one space, tested on all of another one. */
@Command(
        name = "zero-shot",
        mixinStandardHelpOptions = true,
        description = "Trains on N random architectures of FROM and ranks all of TO, of which nothing is seen before.")
final class ZeroShotCommand implements Callable<Integer> {
    /** Each number of training networks, seed and protocol asks for the same texts. */
    private static final int CACHED_SCORES = 100_000;

    private static final String PARAMS = "params";
    private static final String FEATURES = "features";
    private static final String PATHS = "paths";
    private static final String LANGUAGE_MODEL = "language model";

    @Parameters(index = "0", paramLabel = "FROM", description = "The search space to train on.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Parameters(index = "1", paramLabel = "FROM-PROTOCOL", description = "What was measured there.")
    @SuppressWarnings("NullAway.Init")
    private String fromProtocol;

    @Parameters(index = "2", paramLabel = "TO", description = "The search space to rank.")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Parameters(
            index = "3",
            arity = "1",
            split = ",",
            paramLabel = "TO-PROTOCOL",
            description = "What was measured there; of several each is a test.")
    @SuppressWarnings("NullAway.Init")
    private List<String> toProtocols;

    @Option(
            names = "--n",
            split = ",",
            paramLabel = "N",
            defaultValue = "200,1000,5000",
            description = "How many to train on; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private List<Integer> sizes;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A language model to enter too, which was trained on architectures of FROM alone.")
    private @Nullable Path model;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ExperimentOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LabelledSpace source = LabelledSpace.read(from, options.data(), fromProtocol);
        sizes.forEach(n -> SampleSize.require(n, source.size(), from, spec));
        List<LabelledSpace> targets = LabelledSpace.readEach(
                to, options.data(), toProtocols.stream().distinct().toList());
        ResultTable table = new ResultTable(
                targets.size() == 1 ? "n" : "n and target", spec.commandLine().getOut(), options.format());
        try (LanguageModel texts = languageModel()) {
            for (int n : sizes) {
                measure(n, source, targets, texts, table);
            }
        }
        return 0;
    }

    private void measure(
            int n,
            LabelledSpace source,
            List<LabelledSpace> targets,
            @Nullable LanguageModel texts,
            ResultTable table) {
        for (long seed : options.seeds()) {
            LabelledSpace train = source.only(Arrays.copyOf(source.shuffled(seed), n));
            FeatureModel features = FeatureModel.trainOnFeatures(train.features(), train.labels(), seed);
            FeatureModel paths = FeatureModel.trainOnPaths(train.features(), train.labels(), seed);
            for (LabelledSpace target : targets) {
                Contest contest = contest(train, target.unseenIn(List.of(train)), features, paths, texts);
                table.add(targets.size() == 1 ? n : n + " to " + contest.name(), contest.results());
            }
        }
        table.print();
    }

    private @Nullable LanguageModel languageModel() throws IOException {
        return model == null
                ? null
                : LanguageModel.builder(model)
                        .cache(new ScoreCache(CACHED_SCORES))
                        .overLength(OverLength.TRUNCATE)
                        .build();
    }

    private static Contest contest(
            LabelledSpace train,
            LabelledSpace test,
            FeatureModel features,
            FeatureModel paths,
            @Nullable LanguageModel texts) {
        Contest contest = new Contest(List.of(train), test);
        contest.enter(PARAMS, LabelledSpace::params);
        contest.enter("macs", LabelledSpace::macs);
        contest.enter(FEATURES, space -> features.scoreFeatures(space.features()));
        contest.enterMean(FEATURES, PARAMS);
        contest.enter(PATHS, space -> paths.scoreFeatures(space.features()));
        contest.enterSum("paths and half params", Map.of(PATHS, 1.0, PARAMS, 0.5));
        contest.enterMean(FEATURES, PATHS, PARAMS);
        if (texts != null) {
            ArchitectureTexts written = new ArchitectureTexts(texts.encoder());
            contest.enter(LANGUAGE_MODEL, texts, written);
            contest.enterMean(LANGUAGE_MODEL, PARAMS);
            contest.enterMean(LANGUAGE_MODEL, FEATURES);
            contest.enterMean(LANGUAGE_MODEL, FEATURES, PARAMS);
        }
        return contest;
    }
}
