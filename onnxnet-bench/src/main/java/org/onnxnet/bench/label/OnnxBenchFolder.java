package org.onnxnet.bench.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Property;
import org.onnxnet.io.OnnxReader;

/**
 * A download of ONNX-Bench: folders of {@code .onnx} files, each with its accuracy as a text in its metadata entry
 * {@code accuracy} or, without such an entry, in its first. What the accuracy was measured by depends on the folder, so one
 * folder is one table.
 */
public final class OnnxBenchFolder {
    private static final String SUFFIX = ".onnx";
    private static final String ACCURACY = "accuracy";

    private OnnxBenchFolder() {}

    /**
     * Reads the accuracy of every network below a folder; weights are not read. Keys are paths below the folder with
     * {@code /} between names, without {@code .onnx}.
     *
     * @param space name of the table
     * @param protocol what the accuracies of this folder mean
     * @throws IOException if a file cannot be read
     * @throws BenchException if a file is no network or has no accuracy
     */
    public static LabelTable read(Path folder, String space, Protocol protocol) throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
                values.put(key(folder, file), accuracy(file));
            }
        }
        return LabelTable.of(space, List.of(Labels.of(protocol, values)));
    }

    private static String key(Path folder, Path file) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        return path.substring(0, path.length() - SUFFIX.length());
    }

    private static double accuracy(Path file) throws IOException {
        List<Property> metadata;
        try {
            metadata = OnnxReader.read(file).metadata();
        } catch (OnnxNetException e) {
            throw new BenchException(file + " is no network: " + e.getMessage(), e);
        }
        String text = metadata.stream()
                .filter(entry -> entry.key().equals(ACCURACY))
                .findFirst()
                .or(() -> metadata.stream().findFirst())
                .map(Property::value)
                .orElse("");
        double accuracy;
        try {
            accuracy = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            accuracy = Double.NaN;
        }
        if (!Double.isFinite(accuracy)) {
            throw new BenchException(
                    file + ": found '" + text
                            + "' where its metadata should have the accuracy, wanted a number; correct the file or take it away");
        }
        return accuracy;
    }

    /**
     * The network of a key; weights are not read.
     *
     * @throws BenchException if there is no such file, or it cannot be read
     * @throws OnnxNetException if it is no usable network
     */
    public static OnnxGraph network(Path folder, String key) {
        Path file = folder.resolve(key + SUFFIX);
        try {
            return OnnxGraph.load(file);
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read: " + e, e);
        }
    }

    /** The network with its accuracy where ONNX-Bench keeps it; other metadata follows. */
    public static OnnxGraph withAccuracy(OnnxGraph network, double accuracy) {
        List<Property> metadata = Stream.concat(
                        Stream.of(new Property(ACCURACY, Double.toString(accuracy))),
                        network.model().metadata().stream())
                .toList();
        return OnnxGraph.of(network.model().withMetadata(metadata));
    }
}
