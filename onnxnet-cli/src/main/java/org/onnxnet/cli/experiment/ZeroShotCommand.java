package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.cli.train.ArchitectureTexts;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.ScoreScale;
import org.onnxnet.predictor.text.OverLength;
import org.onnxnet.predictor.text.ScoreCache;
import org.onnxnet.predictor.text.TextScore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment zero-shot}: trained on one space, tested on all of another one. */
@Command(
        name = "zero-shot",
        mixinStandardHelpOptions = true,
        description = "Trains on N random architectures of FROM and ranks all of TO, of which nothing is seen before.")
final class ZeroShotCommand implements Callable<Integer> {
    /** The language model is asked for the same networks several times, alone and with others. */
    private static final int CACHED_SCORES = 100_000;

    @Parameters(index = "0", paramLabel = "FROM", description = "The search space to train on.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Parameters(index = "1", paramLabel = "FROM-PROTOCOL", description = "What was measured there.")
    @SuppressWarnings("NullAway.Init")
    private String fromProtocol;

    @Parameters(index = "2", paramLabel = "TO", description = "The search space to rank.")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Parameters(index = "3", paramLabel = "TO-PROTOCOL", description = "What was measured there.")
    @SuppressWarnings("NullAway.Init")
    private String toProtocol;

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

    /** Scores the architectures of a space. */
    private interface Scorer extends Function<LabelledSpace, double[]> {}

    @Override
    public Integer call() throws IOException {
        LabelledSpace source = LabelledSpace.read(from, options.data(), fromProtocol);
        LabelledSpace target = LabelledSpace.read(to, options.data(), toProtocol);
        ResultTable table = new ResultTable("n", spec.commandLine().getOut(), options.format());
        try (LanguageModel texts = languageModel()) {
            for (int n : sizes) {
                if (n < 10 || n > source.size()) {
                    throw new ParameterException(
                            spec.commandLine(), "--n is " + n + ", wanted 10 to " + source.size() + " of " + from);
                }
                for (long seed : options.seeds()) {
                    LabelledSpace train = source.only(Arrays.copyOf(source.shuffled(seed), n));
                    measure(train, target.unseenIn(List.of(train)), texts, seed).forEach(table::add);
                }
                table.print(n);
            }
        }
        return 0;
    }

    private @Nullable LanguageModel languageModel() throws IOException {
        return model == null
                ? null
                : LanguageModel.builder(model)
                        .cache(new ScoreCache(CACHED_SCORES))
                        .overLength(OverLength.TRUNCATE)
                        .build();
    }

    private static List<RankQuality> measure(
            LabelledSpace train, LabelledSpace test, @Nullable LanguageModel texts, long seed) {
        double[] labels = train.labels();
        FeatureModel featureModel = FeatureModel.trainOnFeatures(train.features(), labels, seed);
        FeatureModel pathModel = FeatureModel.trainOnPaths(train.features(), labels, seed);
        Scorer features = space -> featureModel.scoreFeatures(space.features());
        Scorer paths = space -> pathModel.scoreFeatures(space.features());
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put("params", test.params());
        scores.put("macs", test.macs());
        scores.put("features", features.apply(test));
        scores.put("features and params", withParams(List.of(features), 1, train, test));
        scores.put("paths", paths.apply(test));
        scores.put("paths and half params", withParams(List.of(paths), 0.5, train, test));
        scores.put("features and paths and params", withParams(List.of(features, paths), 1, train, test));
        if (texts != null) {
            ArchitectureTexts written = new ArchitectureTexts(texts.encoder());
            Scorer language = space -> texts.scoreTexts(written.of(space.space(), space.keys())).stream()
                    .mapToDouble(TextScore::score)
                    .toArray();
            scores.put("language model", language.apply(test));
            scores.put("language model and params", withParams(List.of(language), 1, train, test));
            scores.put("language model and features", withParams(List.of(language, features), 0, train, test));
            scores.put(
                    "language model and features and params", withParams(List.of(language, features), 1, train, test));
        }
        List<RankQuality> results = new ArrayList<>();
        scores.forEach((name, all) -> results.add(RankQuality.of(name, all, test.labels())));
        return results;
    }

    /** The sum of scores, in the units of their deviations over the training networks, params with a weight. */
    private static double[] withParams(List<Scorer> scorers, double weight, LabelledSpace train, LabelledSpace test) {
        ScoreScale ofParams = ScoreScale.of(train.params());
        double[] joined = Arrays.stream(test.params())
                .map(params -> weight * ofParams.apply(params))
                .toArray();
        for (Scorer scorer : scorers) {
            ScoreScale scale = ScoreScale.of(scorer.apply(train));
            double[] scores = scorer.apply(test);
            Arrays.setAll(joined, i -> joined[i] + scale.apply(scores[i]));
        }
        return joined;
    }
}
