package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.feature.Examples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment leave-one-out}: how the bundled model would do on a space of which it had seen nothing. */
@Command(
        name = "leave-one-out",
        mixinStandardHelpOptions = true,
        description =
                "Trains as the bundled model is trained, but without one space and its family, and ranks all of it.")
final class LeaveOneOutCommand implements Callable<Integer> {
    /** How many held-out networks of each space bring the scores of both models to one unit. */
    static final int REFERENCE = 100;

    private static final String FEATURES = "features";
    private static final String LANGUAGE_MODEL = "language model";

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "3000",
            description = "The most to train on of each space; default: ${DEFAULT-VALUE}.")
    private int n;

    @Option(
            names = "--space",
            split = ",",
            paramLabel = "SPACE",
            description = "Which to leave out, one after the other; default: all.")
    private @Nullable List<String> only;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TeachingOptions teachingOptions;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ExperimentOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** By seed, as all spaces that are left out share them. */
    private final Map<Long, List<Examples>> costs = new HashMap<>();

    private final Map<Long, TeachingNetworks> networks = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        requireKnown();
        if (n < SampleSize.LEAST) {
            throw new ParameterException(
                    spec.commandLine(), "--n is " + n + ", wanted " + SampleSize.LEAST + " or more");
        }
        Path start = teachingOptions.start();
        Map<TrainingSpace, LabelledSpace> spaces = new LinkedHashMap<>();
        for (TrainingSpace space : TrainingSpace.ALL) {
            spaces.put(space, LabelledSpace.read(space.name(), options.data(), space.protocols()));
        }
        ResultTable table = new ResultTable("space", spec.commandLine().getOut(), options.format());
        for (Map.Entry<TrainingSpace, LabelledSpace> left : spaces.entrySet()) {
            if (only != null && !only.contains(left.getKey().name())) {
                continue;
            }
            for (long seed : options.seeds()) {
                table.add(
                        left.getKey().name(),
                        contest(left.getKey(), left.getValue(), spaces, start, seed)
                                .results());
            }
            table.print();
        }
        return 0;
    }

    private void requireKnown() {
        List<String> known = TrainingSpace.ALL.stream().map(TrainingSpace::name).toList();
        if (only != null && !known.containsAll(only)) {
            throw new ParameterException(spec.commandLine(), "--space is " + only + ", wanted some of " + known);
        }
    }

    private Contest contest(
            TrainingSpace left,
            LabelledSpace test,
            Map<TrainingSpace, LabelledSpace> spaces,
            @Nullable Path start,
            long seed)
            throws IOException {
        List<SpaceSplit> others = new ArrayList<>();
        spaces.forEach((space, labelled) -> {
            if (!space.family().equals(left.family())) {
                others.add(SpaceSplit.of(labelled, Math.min(n, space.most()), seed));
            }
        });
        Contest contest = new Contest(
                others.stream().map(space -> space.heldOut().first(REFERENCE)).toList(), test);
        contest.enter("params", LabelledSpace::params);
        contest.enter("macs", LabelledSpace::macs);
        FeatureModel features = features(others, seed);
        contest.enter(FEATURES, space -> features.scoreFeatures(space.features()));
        if (start != null) {
            enterLanguageModel(contest, start, left.family(), others, features, seed);
        }
        return contest;
    }

    private FeatureModel features(List<SpaceSplit> spaces, long seed) {
        List<Examples> train = new ArrayList<>(costs.computeIfAbsent(seed, CostExamples::sample));
        spaces.forEach(space -> train.add(space.train().examples()));
        return FeatureModel.trainAcross(
                FEATURES,
                train,
                spaces.stream().map(space -> space.heldOut().examples()).toList(),
                seed);
    }

    /** All spaces of a family are ranked by the same model, which is trained once. */
    private void enterLanguageModel(
            Contest contest, Path start, String family, List<SpaceSplit> spaces, FeatureModel teacher, long seed)
            throws IOException {
        TeachingNetworks random = networks.computeIfAbsent(seed, teachingOptions::networks);
        Teaching teaching = teachingOptions.teaching(start, random.without(family));
        Path model = teaching.train(
                LANGUAGE_MODEL,
                spaces.stream().map(SpaceSplit::train).toList(),
                List.of(),
                teacher,
                seed,
                teachingOptions.run("without-" + family + "-" + seed));
        try (LanguageModel loaded =
                LanguageModel.builder(model).device(teachingOptions.device()).build()) {
            contest.enter(LANGUAGE_MODEL, loaded, teaching.texts());
        }
        contest.enterMean(LANGUAGE_MODEL, FEATURES);
    }
}
