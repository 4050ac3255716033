package org.onnxnet.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.nasbench201.NasBench201;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.simplify.SimplifyMode;

/**
 * Files of NAS-Bench-201 to texts on one thread: loaded, simplified in CANONICAL mode, written in the COMPLETE dialect with all
 * components. Prints the seconds of the first pass and the median of the last ten passes over all files.
 *
 * <pre>java -cp benchmarks.jar org.onnxnet.throughput.FilesToTexts FOLDER COUNT</pre>
 *
 * Writes COUNT networks to the folder first, spread over the space, as its exporter does by default.
 */
public final class FilesToTexts {
    /** Until the compiler has nothing left to do. */
    private static final int WARM_UP = 60;

    private static final int MEASURED = 10;

    private static final Encoder ENCODER = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE);

    private FilesToTexts() {}

    /** Runs the command. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("wanted FOLDER COUNT");
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<Path> files = export(folder, Integer.parseInt(arguments[1]));
        double first = pass(files);
        for (int i = 1; i < WARM_UP; i++) {
            pass(files);
        }
        double[] seconds = new double[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            seconds[i] = pass(files);
        }
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "%d %.4f %.4f%n", files.size(), first, seconds[MEASURED / 2]);
    }

    private static List<Path> export(Path folder, int count) throws IOException {
        NasBench201 space = new NasBench201();
        for (int i = 0; i < count; i++) {
            space.toGraph(space.architecture(space.count() * i / count)).save(folder.resolve(i + ".onnx"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    private static double pass(List<Path> files) throws IOException {
        long start = System.nanoTime();
        long characters = 0;
        for (Path file : files) {
            OnnxGraph network = OnnxGraph.load(file).simplify(SimplifyMode.CANONICAL);
            characters += ENCODER.encode(network).text().length();
        }
        if (characters < files.size()) {
            throw new IllegalStateException("networks without a text");
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
