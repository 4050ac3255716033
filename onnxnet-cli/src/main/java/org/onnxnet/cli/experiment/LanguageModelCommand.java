package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.cli.train.ArchitectureTexts;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.trainer.TrainingResult;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet experiment language-model}: what recipes bring, beside what needs no language model. */
@Command(
        name = "language-model",
        mixinStandardHelpOptions = true,
        description =
                "Trains a language model by each RECIPE for each N and seed, and ranks the test source of the recipe with it.",
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
            names = "--seeds",
            split = ",",
            paramLabel = "S",
            defaultValue = "42,43,44,45,46",
            description = "Seeds of samples and training; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private List<Long> seeds;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ResultTable table = new ResultTable("recipe and n", spec.commandLine().getOut(), json);
        for (Path file : files) {
            Recipe recipe = Recipe.read(file);
            RecipeSpaces spaces = RecipeSpaces.of(recipe);
            ArchitectureTexts texts = new ArchitectureTexts(recipe.encoder());
            for (int n : sizes == null ? List.of(spaces.most()) : sizes) {
                if (n < 10 || n > spaces.most()) {
                    throw new ParameterException(
                            spec.commandLine(), "--n is " + n + ", wanted 10 to " + spaces.most() + " of " + file);
                }
                for (long seed : seeds) {
                    Path output = recipe.output().resolve(n + "-" + seed);
                    measure(recipe, spaces.sample(n, seed), texts, seed, output).forEach(table::add);
                }
                table.print(file.getFileName() + " " + n);
            }
        }
        return 0;
    }

    private static List<RankQuality> measure(
            Recipe recipe, RecipeSpaces spaces, ArchitectureTexts texts, long seed, Path output) throws IOException {
        Contest contest = new Contest(spaces.train(), spaces.test());
        contest.enter("params", LabelledSpace::params);
        contest.enter("macs", LabelledSpace::macs);
        FeatureModel features = features(spaces.train(), seed);
        contest.enter("features", space -> features.scoreFeatures(space.features()));
        TrainingResult result = train(recipe, rows(spaces.train(), texts), seed, output);
        try (LanguageModel model = LanguageModel.builder(result.lastModel()).build()) {
            contest.enter(
                    MODEL,
                    space -> model.scoreTexts(texts.of(space.space(), space.keys())).stream()
                            .mapToDouble(TextScore::score)
                            .toArray());
        }
        contest.enterMean(MODEL, "params");
        contest.enterMean(MODEL, "features", "params");
        return contest.results();
    }

    private static FeatureModel features(List<LabelledSpace> train, long seed) {
        return train.size() == 1
                ? FeatureModel.trainOnFeatures(
                        train.get(0).features(), train.get(0).labels(), seed)
                : FeatureModel.trainAcross(
                        "features", train.stream().map(LabelledSpace::examples).toList(), List.of(), seed);
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
        List<LabelledText> rows = new ArrayList<>();
        for (LabelledSpace space : spaces) {
            String group = space.space() + " " + space.protocol();
            List<String> written = texts.of(space.space(), space.keys());
            for (int i = 0; i < space.size(); i++) {
                rows.add(LabelledText.of(space.keys().get(i), group, written.get(i), space.labels()[i]));
            }
        }
        return rows;
    }
}
