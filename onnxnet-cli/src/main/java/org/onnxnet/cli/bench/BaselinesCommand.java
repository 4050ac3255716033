package org.onnxnet.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.label.LabelFiles;
import org.onnxnet.bench.label.LabelTable;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.label.Protocol;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.output.Json;
import org.onnxnet.predictor.Baseline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet bench baselines}: how well the untrained baselines rank what was really measured. */
@Command(
        name = "baselines",
        mixinStandardHelpOptions = true,
        description =
                "Ranks the architectures of each SPACE by params, macs and depth and compares with the accuracies.",
        footer = {
            "",
            "Networks have the default options of their space and are counted in CANONICAL form. rho is Spearman's, tau Kendall's",
            "tau-b; p@1%% is the share of the first hundredth that truly belongs there, best@10 the best value among the first ten."
        })
final class BaselinesCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "SPACE", description = "Search spaces, such as nasbench201.")
    @SuppressWarnings("NullAway.Init")
    private List<String> names;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "Table, folder with tables, or released files that the accuracies are read from.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--protocol", paramLabel = "P", description = "Only these accuracies, such as cifar10_test.")
    private @Nullable String protocol;

    @Option(names = "--n", paramLabel = "N", description = "A random sample of N architectures; default: all.")
    private int n = Integer.MAX_VALUE;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Seed of the sample; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (n < 2) {
            throw new ParameterException(spec.commandLine(), "--n is " + n + ", wanted 2 or more");
        }
        Map<String, List<Labels>> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name, columns(LabelFiles.read(name, data)));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.printf(
                    "%-16s %-18s %-6s %6s %6s %6s %6s %10s%n",
                    "space", "protocol", "by", "n", "rho", "tau", "p@1%", "best@10");
        }
        columns.forEach((name, labels) -> rank(name, labels, out));
        return 0;
    }

    private void rank(String space, List<Labels> columns, PrintWriter out) {
        Set<String> keys = new LinkedHashSet<>();
        columns.forEach(labels -> keys.addAll(labels.asMap().keySet()));
        BaselineFigures figures = BaselineFigures.of(SearchSpaces.named(space), keys, n, seed);
        for (Labels labels : columns) {
            for (Baseline baseline : Baseline.all()) {
                print(space, labels.protocol(), RankQuality.of(figures, baseline, labels), out);
            }
        }
    }

    /** What is ranked for: accuracies, not costs. */
    private List<Labels> columns(LabelTable table) {
        return protocol != null
                ? List.of(table.labels(protocol))
                : table.protocols().stream()
                        .filter(each -> !each.isCost())
                        .map(each -> table.labels(each.name()))
                        .toList();
    }

    private void print(String space, Protocol of, RankQuality quality, PrintWriter out) {
        if (json) {
            ObjectNode line = Json.object()
                    .put("space", space)
                    .put("protocol", of.name())
                    .put("metric", of.metric())
                    .put("predictor", quality.predictor())
                    .put("n", quality.n())
                    .put("seed", seed)
                    .put("spearman", quality.spearman())
                    .put("kendall", quality.kendall())
                    .put("precisionAt1Percent", quality.precisionAt1Percent())
                    .put("bestAt10", quality.bestAt10())
                    .put("bestRankAt10", quality.bestRankAt10());
            out.println(Json.line(line));
        } else {
            out.printf(
                    "%-16s %-18s %-6s %6d %6.3f %6.3f %5.1f%% %10.4f (rank %d)%n",
                    space,
                    of.name(),
                    quality.predictor(),
                    quality.n(),
                    quality.spearman(),
                    quality.kendall(),
                    100 * quality.precisionAt1Percent(),
                    quality.bestAt10(),
                    quality.bestRankAt10());
        }
        out.flush();
    }
}
