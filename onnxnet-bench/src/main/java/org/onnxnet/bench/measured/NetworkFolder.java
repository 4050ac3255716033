package org.onnxnet.bench.measured;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.label.OnnxBenchFolder;
import org.onnxnet.bench.label.Protocol;
import org.onnxnet.bench.space.SearchSpaces;

/**
 * Files that carry their accuracies, as in a download of ONNX-Bench, in a folder for each data set:
 * {@code einspace/cifar10/seed=4/12.onnx}. Keys are paths below the folder, without {@code .onnx}. This is how networks take
 * part that no search space here describes.
 */
record NetworkFolder(Path folder) implements MeasuredNetworks {
    /** @throws BenchException if there is no such folder */
    static NetworkFolder of(String name, Path data) {
        return new NetworkFolder(inside(data, name)
                .orElseThrow(
                        () -> new BenchException("found no search space '" + name + "' and no such folder in " + data
                                + ", wanted a folder of .onnx files with their accuracies, as in ONNX-Bench, or one of "
                                + SearchSpaces.names())));
    }

    /** The folder of a name; empty if there is none, or it is not below the other: networks of others never mix in. */
    private static Optional<Path> inside(Path folder, String name) {
        try {
            Path start = folder.toAbsolutePath().normalize();
            Path found = start.resolve(name).normalize();
            return found.startsWith(start) && !found.equals(start) && Files.isDirectory(found)
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return folder.getFileName().toString();
    }

    @Override
    public List<Labels> labels(List<String> protocols) throws IOException {
        List<Labels> labels = new ArrayList<>();
        for (String protocol : protocols) {
            labels.add(labelsBelow(protocol));
        }
        return labels;
    }

    private Labels labelsBelow(String protocol) throws IOException {
        Optional<Path> found = inside(folder, protocol);
        if (found.isEmpty()) {
            throw new BenchException(folder + " has no folder '" + protocol + "', wanted one of " + parts());
        }
        Path part = found.get();
        Protocol measured = new Protocol(protocol, protocol, "", "accuracy in percent", 0, "");
        String start = folder.relativize(part).toString().replace('\\', '/') + "/";
        Map<String, Double> values = new LinkedHashMap<>();
        OnnxBenchFolder.read(part, name(), measured)
                .labels(protocol)
                .asMap()
                .forEach((key, value) -> values.put(start + key, value));
        if (values.isEmpty()) {
            throw new BenchException(part + " has no .onnx files, wanted networks with their accuracies");
        }
        return Labels.of(measured, values);
    }

    private List<String> parts() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public OnnxGraph network(String key) {
        return OnnxBenchFolder.network(folder, key);
    }
}
