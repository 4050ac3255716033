package org.onnxnet.predictor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.Count;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.simplify.SimplifyMode;

/**
 * Predictors that need no training: the larger network is the better one. They are what every trained predictor has to beat,
 * and on some search spaces few do. Counted on the network in its CANONICAL form, so the same network exported in another way
 * scores the same; what each figure counts is said at {@link NetworkStatistics}.
 */
public final class Baseline implements Predictor {
    /** The number of parameters that can have an effect on the output. NaN where the size of one is unknown. */
    public static final Baseline PARAMS =
            new Baseline("params", "Number of parameters that can reach the output", NetworkStatistics::parameters);

    /** Multiply-accumulate operations for one example. NaN where a shape that matters is unknown. */
    public static final Baseline MACS =
            new Baseline("macs", "Multiply-accumulate operations for one example", NetworkStatistics::macs);

    /** Nodes on the longest path from the data to an output. */
    public static final Baseline DEPTH = new Baseline(
            "depth", "Operators on the longest path from input to output", statistics -> Count.of(statistics.depth()));

    private final String name;
    private final String description;
    private final Function<NetworkStatistics, Count> figure;

    private Baseline(String name, String figureText, Function<NetworkStatistics, Count> figure) {
        this.name = name;
        this.description = figureText + ", counted on the simplified network; not trained.";
        this.figure = figure;
    }

    /** All baselines. */
    public static List<Baseline> all() {
        return List.of(PARAMS, MACS, DEPTH);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return ParallelScoring.score(graphs, this::scoreOf, progress, cancellation);
    }

    private double scoreOf(OnnxGraph graph) {
        return scoreOf(graph.simplify(SimplifyMode.CANONICAL).statistics());
    }

    /**
     * The score of a network whose figures are there already, as for several baselines of one network.
     *
     * @param simplified the figures of its CANONICAL form
     */
    public double scoreOf(NetworkStatistics simplified) {
        Count count = figure.apply(simplified);
        return count.complete() ? count.value() : Double.NaN;
    }

    static Baseline load(Path directory) throws IOException {
        String name = ModelJson.read(directory).path("name").asText();
        return all().stream()
                .filter(baseline -> baseline.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidCheckpointException(directory.resolve(ModelSettings.FILE)
                        + ": there is no baseline '" + name + "', wanted one of "
                        + all().stream().map(Baseline::name).toList()));
    }

    @Override
    public void save(Path directory) throws IOException {
        ModelJson.write(ModelJson.of(ModelKind.BASELINE).put("name", name), directory);
    }

    /** Does nothing: there is nothing to free. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return name + ": " + description;
    }
}
