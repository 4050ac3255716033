package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.ScoreScale;
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

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ExperimentOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LabelledSpace source = LabelledSpace.read(from, options.data(), fromProtocol);
        LabelledSpace target = LabelledSpace.read(to, options.data(), toProtocol);
        ResultTable table = new ResultTable("n", spec.commandLine().getOut(), options.format());
        for (int n : sizes) {
            if (n < 10 || n > source.size()) {
                throw new ParameterException(
                        spec.commandLine(), "--n is " + n + ", wanted 10 to " + source.size() + " of " + from);
            }
            for (long seed : options.seeds()) {
                measure(source.only(Arrays.copyOf(source.shuffled(seed), n)), target, seed)
                        .forEach(table::add);
            }
            table.print(n);
        }
        return 0;
    }

    private static List<RankQuality> measure(LabelledSpace train, LabelledSpace test, long seed) {
        double[] labels = train.labels();
        FeatureModel features = FeatureModel.trainOnFeatures(train.features(), labels, seed);
        FeatureModel paths = FeatureModel.trainOnPaths(train.features(), labels, seed);
        List<RankQuality> results = new ArrayList<>();
        results.add(RankQuality.of("params", test.params(), test.labels()));
        results.add(RankQuality.of("macs", test.macs(), test.labels()));
        results.add(RankQuality.of("features", features.scoreFeatures(test.features()), test.labels()));
        results.add(
                RankQuality.of("features and params", withParams(List.of(features), 1, train, test), test.labels()));
        results.add(RankQuality.of("paths", paths.scoreFeatures(test.features()), test.labels()));
        results.add(
                RankQuality.of("paths and half params", withParams(List.of(paths), 0.5, train, test), test.labels()));
        results.add(RankQuality.of(
                "features, paths and params", withParams(List.of(features, paths), 1, train, test), test.labels()));
        return results;
    }

    /** The sum of scores, in the units of their deviations over the training networks, params with a weight. */
    private static double[] withParams(
            List<FeatureModel> models, double weight, LabelledSpace train, LabelledSpace test) {
        ScoreScale ofParams = ScoreScale.of(train.params());
        double[] joined = Arrays.stream(test.params())
                .map(params -> weight * ofParams.apply(params))
                .toArray();
        for (FeatureModel model : models) {
            ScoreScale ofModel = ScoreScale.of(model.scoreFeatures(train.features()));
            double[] scores = model.scoreFeatures(test.features());
            Arrays.setAll(joined, i -> joined[i] + ofModel.apply(scores[i]));
        }
        return joined;
    }
}
