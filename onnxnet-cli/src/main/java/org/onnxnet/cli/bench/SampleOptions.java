package org.onnxnet.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.diversity.Distribution;
import org.onnxnet.bench.diversity.SpaceSample;
import org.onnxnet.bench.label.LabelFiles;
import org.onnxnet.bench.label.LabelTable;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.label.Protocol;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.output.Progress;
import picocli.CommandLine.Option;

/** What {@code bench stats} and {@code bench plot} look at: samples of spaces, and accuracies. */
final class SampleOptions {
    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Networks drawn from each space; default: ${DEFAULT-VALUE}, as in the paper.")
    private int n;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Seed; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Folder with tables, or one table: adds the accuracies of the spaces it has.")
    private @Nullable Path data;

    /** @param names of spaces; empty for all */
    List<SpaceSample> draw(List<String> names) {
        List<SpaceSample> samples = new ArrayList<>();
        for (SearchSpace<?> space : spaces(names)) {
            try (Progress progress = Progress.of(space.name(), n)) {
                samples.add(SpaceSample.draw(space, n, seed, progress::step));
            }
        }
        return samples;
    }

    /**
     * All accuracies of some spaces in the data, by {@code SPACE PROTOCOL}.
     *
     * @throws BenchException if there is data but none for these spaces
     */
    Map<Column, Distribution> accuracies(List<String> names) throws IOException {
        Map<Column, Distribution> found = new LinkedHashMap<>();
        if (data == null) {
            return found;
        }
        for (SearchSpace<?> space : spaces(names)) {
            if (LabelFiles.canRead(space.name(), data)) {
                LabelTable table = LabelFiles.read(space.name(), data);
                for (Protocol protocol : table.protocols()) {
                    if (!protocol.isCost()) {
                        found.put(new Column(space.name(), protocol), distribution(table.labels(protocol.name())));
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new BenchException(data + " has no accuracies of "
                    + spaces(names).stream().map(SearchSpace::name).toList()
                    + ", wanted a folder with tables such as nasbench201.csv");
        }
        return found;
    }

    /** One column of one table. */
    record Column(String space, Protocol protocol) {}

    private static Distribution distribution(Labels labels) {
        return Distribution.of(labels.asMap().values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private static List<SearchSpace<?>> spaces(List<String> names) {
        List<SearchSpace<?>> spaces = new ArrayList<>();
        names.forEach(name -> spaces.add(SearchSpaces.named(name)));
        return names.isEmpty() ? SearchSpaces.all() : spaces;
    }
}
