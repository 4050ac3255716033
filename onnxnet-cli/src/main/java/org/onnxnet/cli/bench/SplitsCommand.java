package org.onnxnet.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.LabelFiles;
import org.onnxnet.bench.space.FiniteSpace;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.bench.split.PaperSplit;
import org.onnxnet.bench.split.Row;
import org.onnxnet.bench.split.Split;
import org.onnxnet.bench.split.Splits;
import org.onnxnet.cli.output.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet bench splits}: which architectures are for training and which for validation. */
@Command(
        name = "splits",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "onnxnet bench splits list [--json]",
            "onnxnet bench splits paper NAME [--data PATH] [--json]",
            "onnxnet bench splits random SPACE [--share S] [--seed S] [--data PATH] [--json]",
            "onnxnet bench splits classes SPACE [--share S] [--seed S] [--data PATH] [--json]"
        },
        description = "Prints a line for each architecture: train or validation, its space and its key.",
        footer = {
            "",
            "list names the splits of the ONNX-Net paper and the data they need. random takes the order of scikit-learn's",
            "train_test_split, classes keeps isomorphic architectures on one side, as its GroupShuffleSplit. Both split all",
            "architectures of a space, or those with labels in --data."
        })
final class SplitsCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KIND", description = "list, paper, random or classes.")
    @SuppressWarnings("NullAway.Init")
    private String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "A split of the paper, or a space.")
    private @Nullable String name;

    @Option(names = "--data", paramLabel = "PATH", description = "Where the architectures come from.")
    private @Nullable Path data;

    @Option(
            names = "--share",
            paramLabel = "S",
            defaultValue = "0.2",
            description = "Share of the architectures, or classes, for validation; default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Seed; default: ${DEFAULT-VALUE}.")
    private int seed;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        switch (kind) {
            case "list" -> list();
            case "paper" -> print(PaperSplit.named(name()).split(data));
            case "random", "classes" -> print(split(SearchSpaces.named(name())));
            default -> throw usage("Unknown kind '" + kind + "', wanted list, paper, random or classes");
        }
        return 0;
    }

    private void list() {
        PrintWriter out = spec.commandLine().getOut();
        for (PaperSplit split : PaperSplit.values()) {
            if (json) {
                out.println(Json.line(Json.object()
                        .put("name", split.label())
                        .put("train", split.trainSize())
                        .put("validation", split.validationSize())
                        .put("procedure", split.procedure())
                        .put("needs", split.needs())));
            } else {
                out.printf(
                        "%-14s %6d train %5d validation: %s; needs %s%n",
                        split.label(),
                        split.trainSize(),
                        split.validationSize(),
                        split.procedure(),
                        split.needs().isEmpty() ? "nothing" : split.needs());
            }
        }
    }

    private <A> Split<Row> split(SearchSpace<A> space) throws IOException {
        List<Row> rows =
                keys(space).stream().map(key -> new Row(space.name(), key)).toList();
        return kind.equals("random")
                ? Splits.random(rows, share, seed)
                : Splits.groups(rows, row -> space.canonicalForm(space.parse(row.key())), share, seed);
    }

    private <A> List<String> keys(SearchSpace<A> space) throws IOException {
        if (data != null) {
            return List.copyOf(LabelFiles.read(space.name(), data).keys());
        }
        if (space instanceof FiniteSpace<A> finite && finite.count() <= Integer.MAX_VALUE) {
            return finite.enumerate().map(space::key).toList();
        }
        throw new BenchException("the architectures of " + space.name()
                + " are too many to split, give those that have labels by --data PATH");
    }

    private void print(Split<Row> split) {
        split.train().forEach(row -> print("train", row));
        split.validation().forEach(row -> print("validation", row));
    }

    private void print(String side, Row row) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? Json.line(Json.object()
                                .put("split", side)
                                .put("space", row.space())
                                .put("key", row.key()))
                        : side + "\t" + row.space() + "\t" + row.key());
    }

    private String name() {
        if (name == null) {
            throw usage(kind + " takes a NAME");
        }
        return name;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
