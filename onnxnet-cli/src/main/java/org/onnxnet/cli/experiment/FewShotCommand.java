package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.onnxnet.predictor.FeatureModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment few-shot}: trained on a few architectures of a space, tested on all the others. */
@Command(
        name = "few-shot",
        mixinStandardHelpOptions = true,
        description = "Trains on N random architectures of SPACE and ranks all the others.")
final class FewShotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SPACE", description = "A search space, such as nasbench201.")
    @SuppressWarnings("NullAway.Init")
    private String space;

    @Option(
            names = "--protocol",
            required = true,
            paramLabel = "P",
            description = "What was measured, such as cifar10_valid.")
    @SuppressWarnings("NullAway.Init")
    private String protocol;

    @Option(
            names = "--n",
            split = ",",
            paramLabel = "N",
            defaultValue = "78,156,469,781,1563",
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
        LabelledSpace all = LabelledSpace.read(space, options.data(), protocol);
        sizes.forEach(n -> SampleSize.require(n, all.size() - 2, space, spec));
        ResultTable table = new ResultTable("n", spec.commandLine().getOut(), options.format());
        for (int n : sizes) {
            for (long seed : options.seeds()) {
                int[] order = all.shuffled(seed);
                LabelledSpace train = all.only(Arrays.copyOf(order, n));
                LabelledSpace test = all.only(Arrays.copyOfRange(order, n, order.length));
                FeatureModel model = FeatureModel.trainOnFeatures(train.features(), train.labels(), seed);
                table.add(n, contest(train, test, model).results());
            }
            table.print();
        }
        return 0;
    }

    private static Contest contest(LabelledSpace train, LabelledSpace test, FeatureModel model) {
        Contest contest = new Contest(List.of(train), test);
        contest.enter("params", LabelledSpace::params);
        contest.enter("macs", LabelledSpace::macs);
        contest.enter(model.name(), space -> model.scoreFeatures(space.features()));
        return contest;
    }
}
