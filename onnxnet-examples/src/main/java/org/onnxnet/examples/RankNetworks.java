package org.onnxnet.examples;

import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.encoder.Encoding;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.predictor.Ranking;
import org.onnxnet.simplify.SimplifyMode;

/** Loads the networks of a directory, simplifies them, writes one as text and ranks them all. */
public final class RankNetworks {
    private RankNetworks() {}

    /** Ranks the networks of the directory that the first argument names, or of {@code samples}. */
    public static void main(String[] args) throws IOException {
        run(Path.of(args.length > 0 ? args[0] : "samples"), System.out);
    }

    static void run(Path directory, PrintStream out) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }

        List<OnnxGraph> candidates = new ArrayList<>();
        for (Path file : files) {
            OnnxGraph exported = OnnxGraph.load(file);
            OnnxGraph simple = exported.simplify(SimplifyMode.CANONICAL);
            out.printf(
                    "%s: %d nodes, %d after simplification%n",
                    file.getFileName(), exported.nodes().size(), simple.nodes().size());
            candidates.add(simple);
        }

        Encoding text = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE).encode(candidates.get(0));
        out.println();
        out.println(text.text());

        try (Predictor predictor = Predictor.bundled()) {
            Ranking<OnnxGraph> ranking = predictor.rank(candidates);
            out.printf("%nranked by %s%n", predictor.name());
            for (Ranking.Entry<OnnxGraph> entry : ranking.entries()) {
                out.printf("%d. %s%n", entry.rank(), files.get(entry.index()).getFileName());
            }
        }
    }
}
