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
        ResultTable table = new ResultTable("n", spec.commandLine().getOut(), options.json());
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
        FeatureModel model = FeatureModel.trainOnFeatures(train.features(), train.labels(), seed);
        double[] features = model.scoreFeatures(test.features());
        ScoreScale ofFeatures = ScoreScale.of(model.scoreFeatures(train.features()));
        ScoreScale ofParams = ScoreScale.of(train.params());
        double[] params = test.params();
        double[] joined = new double[params.length];
        Arrays.setAll(joined, i -> ofFeatures.apply(features[i]) + ofParams.apply(params[i]));
        List<RankQuality> results = new ArrayList<>();
        results.add(RankQuality.of("params", params, test.labels()));
        results.add(RankQuality.of("macs", test.macs(), test.labels()));
        results.add(RankQuality.of("features", features, test.labels()));
        results.add(RankQuality.of("features and params", joined, test.labels()));
        return results;
    }
}
