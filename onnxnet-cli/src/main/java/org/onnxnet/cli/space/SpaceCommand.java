package org.onnxnet.cli.space;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.label.LabelFiles;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.output.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet space}: the search spaces and their architectures. */
@Command(
        name = "space",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "onnxnet space list [--json]",
            "onnxnet space NAME count",
            "onnxnet space NAME enumerate [--n N]",
            "onnxnet space NAME sample [--n N] [--seed S]",
            "onnxnet space NAME mutate ARCH [--n N] [--seed S]",
            "onnxnet space NAME export ARCH OUT.onnx [--data PATH --protocol P] [NETWORK OPTIONS]",
            "onnxnet space NAME digest [ARCH...] [--full] [NETWORK OPTIONS]",
            "onnxnet space NAME labels [ARCH...] --data PATH [--protocol P] [--n N]"
        },
        description = "Lists, samples, mutates, exports and looks up the architectures of a search space.",
        footer = {
            "",
            "--head, --channels, --layers, --image, --classes, --style, --weights and --full-cse are the network options; --json",
            "prints one object a line.",
            "",
            "labels prints what was measured for each ARCH; without ARCH, all values of a protocol, or the protocols there are.",
            "",
            "export with --data and --protocol writes the accuracy as first metadata entry of the file, as in ONNX-Bench.",
            "",
            "digest prints the first 16 digits of the SHA-256 of the canonical text of each ARCH; without ARCH, all 64 digits for",
            "the texts of all architectures in the order of their numbers."
        })
public final class SpaceCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "A search space, or list.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ACTION",
            description = "count, enumerate, sample, mutate, export, digest or labels, and what it takes.")
    private List<String> words = List.of();

    @Option(names = "--n", paramLabel = "N", description = "How many; default: 1, and all for enumerate and labels.")
    private @Nullable Long n;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Seed; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Table, folder with tables, or released files that labels are read from.")
    private @Nullable Path data;

    @Option(names = "--protocol", paramLabel = "P", description = "Which labels, such as cifar10_test.")
    private @Nullable String protocol;

    @Mixin
    private final MacroOptions macro = new MacroOptions();

    @Option(names = "--full", description = "Print the canonical texts instead of their digest.")
    private boolean full;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (name.equals("list")) {
            list(out);
        } else {
            run(SearchSpaces.named(name), out);
        }
        return 0;
    }

    private void list(PrintWriter out) {
        for (SearchSpace<?> space : SearchSpaces.all()) {
            if (json) {
                ObjectNode line = Json.object().put("name", space.name()).put("description", space.description());
                out.println(Json.line(line));
            } else {
                out.printf("%-16s %s%n", space.name(), space.description());
            }
        }
    }

    private void run(SearchSpace<?> space, PrintWriter out) throws IOException {
        if (words.isEmpty()) {
            throw usage("Missing action for " + name);
        }
        List<String> arguments = words.subList(1, words.size());
        if (n != null && n < 0) {
            throw usage("--n is " + n + ", wanted 0 or more");
        }
        SpaceActions<?> actions = SpaceActions.of(space, macro, seed, out, json);
        switch (words.get(0)) {
            case "count" -> {
                arguments(arguments, 0);
                actions.count();
            }
            case "enumerate" -> {
                arguments(arguments, 0);
                actions.enumerate(n == null ? Long.MAX_VALUE : n);
            }
            case "sample" -> {
                arguments(arguments, 0);
                actions.sample(n == null ? 1 : n, seed);
            }
            case "mutate" -> actions.mutate(arguments(arguments, 1).get(0), n == null ? 1 : n, seed);
            case "export" -> {
                arguments(arguments, 2);
                actions.export(arguments.get(0), Path.of(arguments.get(1)), accuracies());
            }
            case "digest" -> actions.digest(arguments, full);
            case "labels" -> labels(space, arguments, out);
            default -> throw usage("Unknown action '" + words.get(0) + "'");
        }
    }

    private void labels(SearchSpace<?> space, List<String> architectures, PrintWriter out) throws IOException {
        if (data == null) {
            throw usage("labels are read from a file: add --data PATH");
        }
        SpaceLabels labels = new SpaceLabels(LabelFiles.read(name, data), out, json);
        if (!architectures.isEmpty()) {
            labels.lookUp(space, architectures, protocol);
        } else if (protocol != null) {
            labels.values(protocol, n == null ? Long.MAX_VALUE : n);
        } else {
            labels.protocols();
        }
    }

    /** The accuracies to export; null where none were asked for. */
    private @Nullable Labels accuracies() throws IOException {
        if (data == null && protocol == null) {
            return null;
        }
        if (data == null || protocol == null) {
            throw usage("export takes --data and --protocol together");
        }
        return LabelFiles.read(name, data).labels(protocol);
    }

    private List<String> arguments(List<String> found, int wanted) {
        if (found.size() != wanted) {
            throw usage(words.get(0) + " takes " + wanted + " arguments, found " + found.size());
        }
        return found;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
