package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.train.ArchitectureTexts;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.trainer.data.LabelledText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code onnxnet experiment taught-texts}: what a language model needs to rank networks that look unlike those with accuracies.
 * The networks with accuracies come with them; random networks of other spaces come with the opinion of a feature model that was
 * trained on the same accuracies, which transfers better than a language model does by itself.
 */
@Command(
        name = "taught-texts",
        mixinStandardHelpOptions = true,
        description =
                "Writes networks with accuracies, and random ones with the scores of a feature model of these, as texts.",
        footer = {"", "A recipe takes the file as {texts: OUT}; each space is a group, and groups are never compared."})
final class TaughtTextsCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OUT", description = "The file, JSON lines.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Parameters(index = "1", paramLabel = "FROM", description = "The search space with accuracies.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Parameters(index = "2", paramLabel = "PROTOCOL", description = "What was measured there.")
    @SuppressWarnings("NullAway.Init")
    private String protocol;

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many networks with accuracies; default: ${DEFAULT-VALUE}.")
    private int n;

    @Option(
            names = "--space",
            paramLabel = "SPACE=N",
            description = "So many different networks of a space; may be given several times.")
    private Map<String, Integer> spaces = Map.of();

    @Option(
            names = "--any-width",
            paramLabel = "SPACE=N",
            description = "The same, of 8 to 48 channels; may be given several times.")
    private Map<String, Integer> ofAnyWidth = Map.of();

    @Option(
            names = "--teacher",
            paramLabel = "TEACHER",
            defaultValue = "FEATURES_AND_PARAMS",
            description = "Who scores random networks: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Teacher teacher;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "Folder with the tables of accuracies.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireEnough("--space", spaces, 2);
        requireEnough("--any-width", ofAnyWidth, RandomNetworks.WIDTHS);
        LabelledSpace all = LabelledSpace.read(from, data, protocol);
        SampleSize.require(n, all.size(), from, spec);
        LabelledSpace source = all.only(Arrays.copyOf(all.shuffled(seed), n));
        FeatureModel model = FeatureModel.trainOnFeatures(source.features(), source.labels(), seed);
        List<LabelledText> texts =
                new ArrayList<>(Teaching.measured(source, new ArchitectureTexts(RandomNetworks.ENCODER)));
        spaces.forEach((space, count) -> texts.addAll(Teaching.taught(
                space, RandomNetworks.ofDefaultSize(SearchSpaces.named(space), count, seed), teacher, model)));
        ofAnyWidth.forEach((space, count) -> texts.addAll(Teaching.taught(
                space + " of any width",
                RandomNetworks.ofAnyWidth(SearchSpaces.named(space), count, seed),
                teacher,
                model)));
        LabelledLines.write(out, texts);
        return 0;
    }

    private void requireEnough(String option, Map<String, Integer> counts, int least) {
        counts.forEach((space, count) -> {
            if (count < least) {
                throw new ParameterException(
                        spec.commandLine(), option + " " + space + "=" + count + ", wanted " + least + " or more");
            }
        });
    }
}
