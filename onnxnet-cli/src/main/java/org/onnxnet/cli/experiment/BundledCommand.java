package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.predictor.Ensemble;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.ModelSettings;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.predictor.feature.Examples;
import org.onnxnet.predictor.text.OverLength;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment bundled}: makes the models that the library brings. */
@Command(
        name = "bundled",
        mixinStandardHelpOptions = true,
        description =
                "Trains the bundled models and ranks held-out architectures of their spaces, and DARTS, with them.",
        footer = {
            "",
            "Wants --start. The language model is trained on two epochs of some 16,000 texts, and goes on where it was killed."
        })
final class BundledCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Directory for both models.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TeachingOptions teachingOptions;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DataOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path start = teachingOptions.start();
        if (start == null) {
            throw new ParameterException(
                    spec.commandLine(), "no --start, wanted the model that recipes/pretrain-counts.yaml makes");
        }
        List<SpaceSplit> spaces = new ArrayList<>();
        for (TrainingSpace space : TrainingSpace.ALL) {
            LabelledSpace labelled = LabelledSpace.read(space.name(), options.data(), space.protocols());
            spaces.add(SpaceSplit.of(labelled, space.most(), seed));
        }
        FeatureModel features = features(spaces);
        Path trained = languageModel(start, spaces, features);
        features.save(out.resolve("bundled"));
        // A table has a score in each row, so here it judges what it sees of longer texts.
        try (LanguageModel texts = LanguageModel.builder(trained)
                .device(teachingOptions.device())
                .overLength(OverLength.TRUNCATE)
                .build()) {
            List<LabelledSpace> test =
                    new ArrayList<>(spaces.stream().map(SpaceSplit::heldOut).toList());
            HeldOutSample.write(test, features, texts, out);
            test.add(LabelledSpace.read("darts", options.data(), "cifar10_valid"));
            print(test, List.of(features, texts, Ensemble.of(List.of(features, texts), reference(spaces))));
        }
        return 0;
    }

    private FeatureModel features(List<SpaceSplit> spaces) {
        List<Examples> train = new ArrayList<>(CostExamples.sample(seed));
        spaces.forEach(space -> train.add(space.train().examples()));
        return FeatureModel.trainAcross(
                "bundled",
                train,
                spaces.stream().map(space -> space.heldOut().examples()).toList(),
                seed);
    }

    /** Trained in 32 bits, kept in 16. It says nothing of a network whose text it cannot see whole. */
    private Path languageModel(Path start, List<SpaceSplit> spaces, FeatureModel teacher) throws IOException {
        Path trained = teachingOptions
                .teaching(start, teachingOptions.networks(seed))
                .train(
                        "language model",
                        spaces.stream().map(SpaceSplit::some).toList(),
                        spaces.stream().map(SpaceSplit::heldOut).toList(),
                        teacher,
                        seed,
                        teachingOptions.run("bundled-" + seed));
        Path half = HalfPrecision.copy(trained, out.resolve("language-model"));
        ModelSettings.read(half).with(OverLength.ABSTAIN).write(half);
        return half;
    }

    private static List<OnnxGraph> reference(List<SpaceSplit> spaces) {
        return spaces.stream()
                .flatMap(space -> space.heldOut().first(LeaveOneOutCommand.REFERENCE).graphs().stream())
                .toList();
    }

    private void print(List<LabelledSpace> spaces, List<Predictor> predictors) {
        ResultTable table = new ResultTable("space", spec.commandLine().getOut(), options.format());
        for (LabelledSpace space : spaces) {
            List<RankQuality> results = new ArrayList<>();
            results.add(RankQuality.of("params", space.params(), space.labels()));
            results.add(RankQuality.of("macs", space.macs(), space.labels()));
            List<OnnxGraph> graphs = space.graphs();
            for (Predictor predictor : predictors) {
                results.add(RankQuality.of(predictor.name(), predictor.score(graphs), space.labels()));
            }
            table.add(space.space(), results);
            table.print();
        }
    }
}
