package org.onnxnet.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.tukaani.xz.XZInputStream;

/**
 * The data that lies beside the checkout. Every method aborts (skips) the calling test where the data is not there, and
 * fails it where {@code -Donnxnet.ci=true} says that it must be.
 *
 * <p>The folder is the system property {@code onnxnet.shared}, else {@code ../shared} from the root of the checkout.
 * Archives are unpacked below {@code target/shared-data} of the module under test, once for each state of the archive.
 */
public final class SharedData {
    private SharedData() {}

    /** The folder with everything. */
    public static Path root() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw missing(folder);
        }
        return folder;
    }

    /** One file or folder of the shared data, such as {@code fixtures/metrics.json}. */
    public static Path path(String relative) {
        Path path = root().resolve(relative);
        if (!Files.exists(path)) {
            throw missing(path);
        }
        return path;
    }

    /** The networks of {@code samples/nas-samples.tar.xz}: {@code NAME.raw.onnx} and {@code NAME.sim.onnx}. */
    public static Path samples() {
        return Archive.unpacked(path("samples/nas-samples.tar.xz"));
    }

    /** One network of the samples, such as {@code nb101-fig9.raw.onnx}. */
    public static Path sample(String fileName) {
        return existing(samples().resolve(fileName));
    }

    /** The names of the sampled networks, sorted, without {@code .raw.onnx} and {@code .sim.onnx}. */
    public static List<String> sampleNames() {
        return modelsBelow(samples()).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".raw.onnx"))
                .map(name -> name.substring(0, name.length() - ".raw.onnx".length()))
                .toList();
    }

    /** The micro-models that are named after the rewrite which would break them, sorted. */
    public static List<Path> traps() {
        return modelsBelow(path("corpus/traps"));
    }

    /** One of the micro-models, such as {@code unsorted_nodes.onnx}. */
    public static Path trap(String fileName) {
        return path("corpus/traps").resolve(fileName);
    }

    /**
     * The root of the unpacked ONNX backend suite: below it {@code onnx/backend/test/data/} with the folders
     * {@code node}, {@code simple}, {@code pytorch-converted}, {@code pytorch-operator} and {@code light}.
     */
    public static Path backendSuite() {
        return Archive.unpacked(path("corpus/onnx-backend-v1.22.0.tar.xz"));
    }

    /** The models of one folder of the backend suite ({@code node}, {@code light}, ...), sorted. */
    public static List<Path> backendModels(String folder) {
        return modelsBelow(
                existing(backendSuite().resolve("onnx/backend/test/data").resolve(folder)));
    }

    /** The file that a golden line names: a sample, or a path inside the backend suite. */
    public static Path goldenFile(String name) {
        return name.contains("/") ? existing(backendSuite().resolve(name)) : sample(name);
    }

    /** The lines (JSON) of what the authors' encoder prints, {@code golden/chain_slim.jsonl.xz}. */
    public static List<String> goldenLines() {
        return linesOfXz(path("golden/chain_slim.jsonl.xz"));
    }

    /** All files that end in {@code .onnx} below a folder, sorted. */
    public static List<Path> modelsBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> linesOfXz(Path file) {
        try (InputStream in = new XZInputStream(Files.newInputStream(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new AssertionError("found no " + path + "; delete target/shared-data if it is incomplete");
        }
        return path;
    }

    private static RuntimeException missing(Path path) {
        String message = "shared test data is missing: " + path + "; give its folder with -Donnxnet.shared=DIR";
        if (Boolean.getBoolean("onnxnet.ci")) {
            throw new AssertionError(message);
        }
        return new TestAbortedException(message);
    }

    private static Path folder() {
        String given = System.getProperty("onnxnet.shared", "");
        return given.isEmpty()
                ? checkout().resolveSibling("shared")
                : Path.of(given).toAbsolutePath().normalize();
    }

    /** The nearest folder upwards that holds the build wrapper. */
    private static Path checkout() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        return start;
    }
}
