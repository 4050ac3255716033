package org.onnxnet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.cli.output.Failure;
import org.onnxnet.cli.output.Json;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.Baseline;
import org.onnxnet.predictor.Nwot;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.predictor.Ranking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code onnxnet rank}: the main job. */
@Command(
        name = "rank",
        mixinStandardHelpOptions = true,
        description = "Ranks networks by expected performance, best first.",
        footer = {"", "A file that cannot be ranked is reported, the others are ranked, and the exit code is 1."})
final class RankCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE-OR-DIR",
            description = "ONNX files, or directories: all .onnx files below them are ranked.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> paths;

    @Option(
            names = "--predictor",
            paramLabel = "NAME",
            description =
                    "What ranks: params, macs, depth (untrained baselines), nwot (a proxy that runs the untrained network) or "
                            + "language-model (the bundled one). Default: the bundled predictor.")
    private @Nullable String predictorName;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ModelOptions model;

    @Option(names = "--top", paramLabel = "K", description = "Print only the best K.")
    private int top = Integer.MAX_VALUE;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private record Candidate(Path file, OnnxGraph graph) {}

    private record Failed(Path file, String message) {}

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top is " + top + ", wanted 1 or more");
        }
        List<Candidate> candidates = new ArrayList<>();
        List<Failed> failures = new ArrayList<>();
        List<Path> files =
                ModelFiles.expand(paths, (path, failure) -> failures.add(new Failed(path, Failure.messageOf(failure))));
        load(files, candidates, failures);
        try (Predictor predictor = predictor()) {
            Ranking<Candidate> ranking = judged(predictor.rank(candidates, Candidate::graph), failures);
            if (model.placedNothing()) {
                spec.commandLine()
                        .getErr()
                        .println("onnxnet: --device and --precision are for language models, " + predictor.name()
                                + " takes none and runs on the processor");
            }
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.pretty(toJson(predictor, ranking, failures)));
            } else if (ranking.size() > 0) {
                print(out, predictor, ranking);
            }
        }
        failures.forEach(failed -> spec.commandLine().getErr().println("onnxnet: " + failed.message()));
        return failures.isEmpty() ? 0 : 1;
    }

    /** The networks that have a score: those that a predictor cannot judge come last, and are no places. */
    private static Ranking<Candidate> judged(Ranking<Candidate> ranking, List<Failed> failures) {
        int judged = 0;
        for (Ranking.Entry<Candidate> entry : ranking) {
            if (Double.isNaN(entry.score())) {
                Path file = entry.item().file();
                failures.add(new Failed(
                        file,
                        file + ": " + ranking.predictor()
                                + " cannot judge this network and gives it no score; another predictor may"));
            } else {
                judged++;
            }
        }
        return ranking.top(judged);
    }

    private static void load(List<Path> files, List<Candidate> candidates, List<Failed> failures) {
        try (Progress progress = Progress.of("loading", files.size())) {
            for (Path file : files) {
                try {
                    candidates.add(new Candidate(file, Networks.load(file)));
                } catch (IOException | OnnxNetException e) {
                    failures.add(new Failed(file, Failure.messageOf(e)));
                }
                progress.step();
            }
        }
    }

    private Predictor predictor() throws IOException {
        if (predictorName == null) {
            return model.loadPredictor();
        }
        if (model.directory() != null) {
            throw new ParameterException(
                    spec.commandLine(), "--predictor and --model are both given, wanted one of them");
        }
        if (predictorName.equals("language-model")) {
            return model.load();
        }
        return Stream.<Predictor>concat(Baseline.all().stream(), Stream.of(Nwot.of(0)))
                .filter(predictor -> predictor.name().equals(predictorName))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--predictor is '" + predictorName + "', wanted params, macs, depth, nwot or language-model"));
    }

    private void print(PrintWriter out, Predictor predictor, Ranking<Candidate> ranking) {
        out.printf("%d networks ranked by %s: %s%n", ranking.size(), predictor.name(), predictor.description());
        out.printf("%4s  %16s  %s%n", "rank", "score", "file");
        for (Ranking.Entry<Candidate> entry : ranking.top(top)) {
            out.printf(
                    "%4d  %16s  %s%n",
                    entry.rank(), score(entry.score()), entry.item().file());
        }
    }

    /** Counts print as the whole numbers they are. */
    private static String score(double score) {
        return score == Math.rint(score) ? "%,.0f".formatted(score) : "%,.4f".formatted(score);
    }

    private ObjectNode toJson(Predictor predictor, Ranking<Candidate> ranking, List<Failed> failures) {
        ObjectNode root = Json.object();
        root.put("predictor", predictor.name());
        root.put("description", predictor.description());
        ArrayNode entries = root.putArray("ranking");
        for (Ranking.Entry<Candidate> entry : ranking.top(top)) {
            entries.addObject()
                    .put("rank", entry.rank())
                    .put("file", entry.item().file().toString())
                    .put("score", entry.score());
        }
        ArrayNode errors = root.putArray("errors");
        failures.forEach(failed ->
                errors.addObject().put("file", failed.file().toString()).put("error", failed.message()));
        return root;
    }
}
