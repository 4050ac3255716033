package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.feature.Examples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment bundled}: makes the model that the library brings. */
@Command(
        name = "bundled",
        mixinStandardHelpOptions = true,
        description = "Trains the bundled model and ranks held-out architectures of its spaces, and DARTS, with it.")
final class BundledCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Directory for the model.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DataOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Examples> train = new ArrayList<>(CostExamples.sample(seed));
        List<LabelledSpace> test = new ArrayList<>();
        for (TrainingSpace space : TrainingSpace.ALL) {
            SpaceSplit split = SpaceSplit.of(
                    LabelledSpace.read(space.name(), options.data(), space.protocols()), space.most(), seed);
            train.add(split.train().examples());
            test.add(split.heldOut());
        }
        FeatureModel model = FeatureModel.trainAcross(
                "bundled", train, test.stream().map(LabelledSpace::examples).toList(), seed);
        model.save(out);
        HeldOutSample.write(test, model, out);
        test.add(LabelledSpace.read("darts", options.data(), "cifar10_valid"));
        ResultTable table = new ResultTable("space", spec.commandLine().getOut(), options.format());
        for (LabelledSpace space : test) {
            table.add(space, model);
            table.print(space.space());
        }
        return 0;
    }
}
