package org.onnxnet.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.onnxnet.bench.diversity.Distribution;
import org.onnxnet.bench.diversity.SpaceSample;
import org.onnxnet.cli.output.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet bench stats}: how diverse the networks of search spaces are. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "Prints operators, node counts and divergence within and between spaces, from generated samples.",
        footer = {
            "",
            "Divergence is that of Jensen and Shannon in bits over operator shares, Constant left out: within a space the mean",
            "over all pairs of its networks, between spaces that of the pooled networks."
        })
final class StatsCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "SPACE", description = "Search spaces; default: all.")
    private List<String> names = List.of();

    @Mixin
    private final SampleOptions options = new SampleOptions();

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<SampleOptions.Column, Distribution> accuracies = options.accuracies(names);
        List<SpaceSample> samples = options.draw(names);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            samples.forEach(sample -> out.println(Json.line(toJson(sample, samples))));
            accuracies.forEach((column, distribution) -> out.println(Json.line(toJson(column, distribution))));
        } else {
            nodes(samples, out);
            operators(samples, out);
            divergences(samples, out);
            accuracies(accuracies, out);
        }
        return 0;
    }

    private static void nodes(List<SpaceSample> samples, PrintWriter out) {
        header("nodes", out);
        samples.forEach(sample -> line(sample.space(), sample.nodes(), out));
    }

    private static void accuracies(Map<SampleOptions.Column, Distribution> accuracies, PrintWriter out) {
        if (!accuracies.isEmpty()) {
            out.println();
            header("accuracies", out);
            accuracies.forEach((column, distribution) ->
                    line(column.space() + " " + column.protocol().name(), distribution, out));
        }
    }

    private static void header(String title, PrintWriter out) {
        out.printf("%-34s %7s %9s %9s %9s %9s %9s %9s%n", title, "n", "min", "5 %", "median", "95 %", "max", "mean");
    }

    private static void line(String name, Distribution of, PrintWriter out) {
        out.printf(
                "%-34s %7d %9.2f %9.2f %9.2f %9.2f %9.2f %9.2f%n",
                name,
                of.count(),
                of.min(),
                of.quantile(0.05),
                of.quantile(0.5),
                of.quantile(0.95),
                of.max(),
                of.mean());
    }

    private static void operators(List<SpaceSample> samples, PrintWriter out) {
        out.println();
        out.println("share of each operator in the nodes of all networks of the sample");
        for (SpaceSample sample : samples) {
            String shares = sample.pooled().shares().entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                    .map(entry -> "%s %.4f".formatted(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", "));
            out.printf("%-16s %s%n", sample.space(), shares);
        }
    }

    private static void divergences(List<SpaceSample> samples, PrintWriter out) {
        out.println();
        out.println("divergence in bits: within (on the diagonal) and between");
        out.printf("%-16s", "");
        samples.forEach(sample -> out.printf(" %14s", sample.space()));
        out.println();
        for (SpaceSample sample : samples) {
            out.printf("%-16s", sample.space());
            for (SpaceSample other : samples) {
                out.printf(
                        " %14.4f",
                        sample.space().equals(other.space())
                                ? sample.divergenceWithin()
                                : sample.divergenceFrom(other));
            }
            out.println();
        }
    }

    private static ObjectNode toJson(SpaceSample sample, List<SpaceSample> samples) {
        ObjectNode line = Json.object().put("space", sample.space());
        line.set("nodes", toJson(sample.nodes()));
        ObjectNode operators = line.putObject("operators");
        sample.pooled().shares().forEach(operators::put);
        line.put("divergenceWithin", sample.divergenceWithin());
        ObjectNode between = line.putObject("divergenceFrom");
        for (SpaceSample other : samples) {
            if (!sample.space().equals(other.space())) {
                between.put(other.space(), sample.divergenceFrom(other));
            }
        }
        return line;
    }

    private static ObjectNode toJson(SampleOptions.Column column, Distribution distribution) {
        ObjectNode line = Json.object()
                .put("space", column.space())
                .put("protocol", column.protocol().name());
        line.set("values", toJson(distribution));
        return line;
    }

    private static ObjectNode toJson(Distribution of) {
        return Json.object()
                .put("n", of.count())
                .put("min", of.min())
                .put("q05", of.quantile(0.05))
                .put("median", of.quantile(0.5))
                .put("q95", of.quantile(0.95))
                .put("max", of.max())
                .put("mean", of.mean());
    }
}
