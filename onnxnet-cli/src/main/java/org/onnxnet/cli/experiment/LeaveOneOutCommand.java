package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.feature.Examples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment leave-one-out}: how the bundled model would do on a space of which it had seen nothing. */
@Command(
        name = "leave-one-out",
        mixinStandardHelpOptions = true,
        description =
                "Trains as the bundled model is trained, but without one space and its family, and ranks all of it.")
final class LeaveOneOutCommand implements Callable<Integer> {
    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "3000",
            description = "The most to train on of each space; default: ${DEFAULT-VALUE}.")
    private int n;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ExperimentOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<TrainingSpace, LabelledSpace> spaces = new LinkedHashMap<>();
        for (TrainingSpace space : TrainingSpace.ALL) {
            spaces.put(space, LabelledSpace.read(space.name(), options.data(), space.protocols()));
        }
        Map<Long, List<Examples>> costs = new LinkedHashMap<>();
        options.seeds().forEach(seed -> costs.put(seed, CostExamples.sample(seed)));
        ResultTable table = new ResultTable("space", spec.commandLine().getOut(), options.json());
        for (Map.Entry<TrainingSpace, LabelledSpace> left : spaces.entrySet()) {
            costs.forEach((seed, examples) ->
                    table.add(left.getValue(), trainWithout(left.getKey().family(), spaces, examples, seed)));
            table.print(left.getKey().name());
        }
        return 0;
    }

    private FeatureModel trainWithout(
            String family, Map<TrainingSpace, LabelledSpace> spaces, List<Examples> costs, long seed) {
        List<Examples> train = new ArrayList<>(costs);
        List<Examples> heldOut = new ArrayList<>();
        spaces.forEach((space, labelled) -> {
            if (!space.family().equals(family)) {
                SpaceSplit split = SpaceSplit.of(labelled, space.most(), seed);
                train.add(split.examples(n));
                heldOut.add(split.heldOut().examples());
            }
        });
        return FeatureModel.trainAcross("features", train, heldOut, seed);
    }
}
