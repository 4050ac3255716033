package org.onnxnet.cli.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.cli.output.Json;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.metric.Metrics;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.TextLines;
import org.onnxnet.trainer.recipe.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code onnxnet evaluate}: a language model against labels. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures how well a language model ranks labelled texts, or the architectures of a space.")
public final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "DIR", description = "The directory of the model.")
    @SuppressWarnings("NullAway.Init")
    private Path model;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Where the model runs: cpu, cpu:THREADS, cuda:N or auto. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Device device;

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            description = "JSON lines with \"text\", \"label\" and, where not all labels compare, \"group\".")
    private @Nullable Path texts;

    @Option(names = "--space", paramLabel = "SPACE", description = "A search space, such as nasbench201.")
    private @Nullable String space;

    @Option(names = "--protocol", paramLabel = "P", description = "What was measured, such as cifar10_test.")
    private @Nullable String protocol;

    @Option(names = "--data", paramLabel = "PATH", description = "Folder with the tables of accuracies.")
    private @Nullable Path data;

    @Option(names = "--n", paramLabel = "N", description = "So many random architectures; default: all.")
    private @Nullable Integer count;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--n is " + count + ", wanted 1 or more");
        }
        try (LanguageModel loaded = LanguageModel.builder(model).device(device).build()) {
            List<LabelledText> rows = rows(loaded);
            if (rows.isEmpty()) {
                throw new OnnxNetException(
                        (texts == null ? space + " " + protocol : texts) + ": no texts, wanted 2 or more to rank");
            }
            double[] scores = loaded
                    .scoreTexts(rows.stream().map(LabelledText::text).toList())
                    .stream()
                    .mapToDouble(TextScore::score)
                    .toArray();
            byGroup(rows).forEach((group, members) -> print(loaded.name(), group, members, rows, scores));
        }
        return 0;
    }

    private List<LabelledText> rows(LanguageModel loaded) throws IOException {
        if (texts != null && space == null) {
            return TextLines.readKnown(texts);
        }
        if (texts != null || space == null || protocol == null || data == null) {
            throw new ParameterException(
                    spec.commandLine(), "wanted either --texts FILE, or --space, --protocol and --data");
        }
        OptionalInt some = count == null ? OptionalInt.empty() : OptionalInt.of(count);
        return DataSets.read(new DataSource.Space(space, protocol, data, some, seed), loaded.encoder());
    }

    private static Map<String, List<Integer>> byGroup(List<LabelledText> rows) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            groups.computeIfAbsent(rows.get(i).group(), group -> new ArrayList<>())
                    .add(i);
        }
        return groups;
    }

    private void print(String name, String group, List<Integer> members, List<LabelledText> rows, double[] scores) {
        double[] predicted = members.stream().mapToDouble(row -> scores[row]).toArray();
        double[] actual = members.stream()
                .mapToDouble(row -> rows.get(row).labels().get(0))
                .toArray();
        RankQuality quality = RankQuality.of(name, predicted, actual);
        double mae = Metrics.meanAbsoluteError(predicted, actual);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode line = Json.object()
                    .put("model", name)
                    .put("group", group)
                    .put("n", quality.n())
                    .put("tau", quality.kendall())
                    .put("rho", quality.spearman())
                    .put("mae", mae)
                    .put("precision_at_1_percent", quality.precisionAt1Percent())
                    .put("best_at_10", quality.bestAt10());
            out.println(Json.line(line));
        } else {
            out.println((group.isEmpty() ? "" : group + ": ") + quality.n() + " networks, tau "
                    + TrainingProgress.rounded(quality.kendall()) + " rho "
                    + TrainingProgress.rounded(quality.spearman()) + " mae " + TrainingProgress.rounded(mae)
                    + " precision@1% " + TrainingProgress.rounded(quality.precisionAt1Percent()) + " best@10 "
                    + TrainingProgress.rounded(quality.bestAt10()));
        }
    }
}
