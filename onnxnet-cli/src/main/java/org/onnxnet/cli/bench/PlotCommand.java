package org.onnxnet.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.onnxnet.bench.diversity.Distribution;
import org.onnxnet.bench.diversity.SpaceSample;
import org.onnxnet.bench.plot.DiversityFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code onnxnet bench plot}: the figures of the paper that show how spaces differ. */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = "Draws divergence, node counts and, with --data, CIFAR-10 accuracies as PNG and SVG.",
        footer = {
            "",
            "Writes divergence (figure 2 of the paper), nodes and accuracies (figure 3), each as .png and .svg."
        })
final class PlotCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where the files go; made if it is not there.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "SPACE", description = "Search spaces; default: all.")
    private List<String> names = List.of();

    @Mixin
    private final SampleOptions options = new SampleOptions();

    @Override
    public Integer call() throws IOException {
        Map<String, Distribution> accuracies = cifar10(options.accuracies(names));
        List<SpaceSample> samples = options.draw(names);
        DiversityFigures.divergence(samples).save(folder, "divergence");
        DiversityFigures.nodes(samples).save(folder, "nodes");
        if (!accuracies.isEmpty()) {
            DiversityFigures.accuracies(accuracies).save(folder, "accuracies");
        }
        return 0;
    }

    /** The first CIFAR-10 column of each table: that of the longest training in the public ones. */
    private static Map<String, Distribution> cifar10(Map<SampleOptions.Column, Distribution> columns) {
        Map<String, String> spaces = new LinkedHashMap<>();
        Map<String, Distribution> chosen = new LinkedHashMap<>();
        columns.forEach((column, distribution) -> {
            String protocol = column.protocol().name();
            if (column.protocol().dataset().equals("cifar10") && spaces.putIfAbsent(column.space(), protocol) == null) {
                chosen.put(column.space() + " " + protocol, distribution);
            }
        });
        return chosen;
    }
}
