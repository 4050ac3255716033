package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.cli.train.ArchitectureTexts;
import org.onnxnet.cli.train.TextPart;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.feature.Examples;
import org.onnxnet.trainer.TrainingResult;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment language-model}: what recipes bring, beside what needs no language model. */
@Command(
        name = "language-model",
        mixinStandardHelpOptions = true,
        description =
                "Trains a language model by each RECIPE for each N and seed, and ranks the test sources of the recipe with it.",
        footer = {
            "",
            "Recipes that differ in one thing show what it brings: components of the text, sizes of the network, spaces, labels.",
            "The model of the last epoch counts. One that was killed goes on where it stopped."
        })
final class LanguageModelCommand implements Callable<Integer> {
    private static final String MODEL = "language model";

    @Parameters(arity = "1..*", paramLabel = "RECIPE", description = "YAML files with spaces as sources.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Option(
            names = "--n",
            split = ",",
            paramLabel = "N",
            description = "How many of each training source; default: all that the recipe takes.")
    private @Nullable List<Integer> sizes;

    @Option(
            names = "--components",
            split = ",",
            paramLabel = "PART",
            description =
                    "Train once for texts with each of these: ${COMPLETION-CANDIDATES}; default: what the recipe says.")
    private @Nullable List<TextPart> parts;

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "S",
            defaultValue = "42,43,44,45,46",
            description = "Seeds of samples and training; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private List<Long> seeds;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private FormatOptions format;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ResultTable table = new ResultTable("recipe and n", spec.commandLine().getOut(), format.format());
        for (Path file : files) {
            Recipe recipe = Recipe.read(file);
            RecipeSpaces spaces = RecipeSpaces.of(recipe);
            String name = file.getFileName().toString();
            if (parts == null) {
                measure(name, recipe, spaces, table);
            } else {
                for (TextPart part : parts) {
                    measure(name + " " + part, with(recipe, part), spaces, table);
                }
            }
        }
        return 0;
    }

    private static Recipe with(Recipe recipe, TextPart part) {
        Encoder encoder = Encoder.with(part.components().toArray(Component[]::new))
                .dialect(recipe.encoder().dialect());
        return recipe.with(encoder, recipe.output().resolve(part.toString()));
    }

    private void measure(String name, Recipe recipe, RecipeSpaces spaces, ResultTable table) throws IOException {
        ArchitectureTexts texts = new ArchitectureTexts(recipe.encoder());
        List<Integer> counts = sizes == null ? List.of(spaces.most()) : sizes;
        counts.forEach(n -> SampleSize.require(n, spaces.most(), name, spec));
        for (int n : counts) {
            for (long seed : seeds) {
                Path output = recipe.output().resolve(n + "-" + seed);
                for (Contest contest : contests(recipe, spaces.sample(n, seed), texts, seed, output)) {
                    table.add(name + " " + n + " to " + contest.name(), contest.results());
                }
            }
            table.print();
        }
    }

    /** One for each test. */
    private static List<Contest> contests(
            Recipe recipe, RecipeSpaces spaces, ArchitectureTexts texts, long seed, Path output) throws IOException {
        FeatureModel features = features(spaces.train(), seed);
        TrainingResult result = train(recipe, rows(spaces.train(), texts), seed, output);
        try (LanguageModel model = LanguageModel.builder(result.lastModel()).build()) {
            return spaces.test().stream()
                    .map(test -> contest(new Contest(spaces.train(), test), features, model, texts))
                    .toList();
        }
    }

    private static Contest contest(
            Contest contest, FeatureModel features, LanguageModel model, ArchitectureTexts texts) {
        contest.enter("params", LabelledSpace::params);
        contest.enter("macs", LabelledSpace::macs);
        contest.enter("features", space -> features.scoreFeatures(space.features()));
        contest.enter(MODEL, model, texts);
        contest.enterMean(MODEL, "params");
        contest.enterMean(MODEL, "features", "params");
        return contest;
    }

    private static FeatureModel features(List<LabelledSpace> train, long seed) {
        if (train.size() == 1) {
            return FeatureModel.trainOnFeatures(
                    train.get(0).features(), train.get(0).labels(), seed);
        }
        List<Examples> examples = train.stream().map(LabelledSpace::examples).toList();
        // Nobody asks this model for its error, so it need not be measured on other networks.
        return FeatureModel.trainAcross("features", examples, examples, seed);
    }

    private static TrainingResult train(Recipe recipe, List<LabelledText> rows, long seed, Path output)
            throws IOException {
        try (TrainingBar bar = new TrainingBar()) {
            return recipe.trainer()
                    .seed(seed)
                    .listener(bar)
                    .build()
                    .train(new TrainingData(rows, List.of(), List.of()), output);
        }
    }

    private static List<LabelledText> rows(List<LabelledSpace> spaces, ArchitectureTexts texts) {
        return spaces.stream()
                .flatMap(space -> space.labelledTexts(texts, space.space() + " " + space.protocol()).stream())
                .toList();
    }
}
