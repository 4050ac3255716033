package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.proxy.UntrainedRun;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.simplify.SimplifyMode;

/**
 * A proxy that needs no training: the network gets random weights and runs on a few random inputs, and scores high where the
 * inputs switch different units on. Parameters that the file has values for keep them. Reproducible: weights and inputs come
 * from a seed.
 *
 * @see <a href="https://arxiv.org/abs/2006.04647">Mellor et al. 2021, Neural Architecture Search without Training</a>
 */
public final class Nwot implements Predictor {
    private static final int INPUTS = 32;
    private static final long MOST_MACS = 20_000_000_000L;
    private static final long MOST_NUMBERS = 100_000_000L;

    private final UntrainedRun run;

    private Nwot(UntrainedRun run) {
        this.run = run;
    }

    /**
     * With 32 inputs, for networks of up to 20 billion multiply-accumulate operations an input and 100 million weights and
     * activations: others score NaN.
     */
    public static Nwot of(long seed) {
        return of(new UntrainedRun(INPUTS, seed, MOST_MACS, MOST_NUMBERS));
    }

    /** With other numbers. */
    public static Nwot of(UntrainedRun run) {
        return new Nwot(run);
    }

    static Nwot load(Path directory) throws IOException {
        JsonNode json = ModelJson.read(directory);
        return of(new UntrainedRun(
                json.path("inputs").asInt(INPUTS),
                json.path("seed").asLong(),
                json.path("mostMacs").asLong(MOST_MACS),
                json.path("mostNumbers").asLong(MOST_NUMBERS)));
    }

    @Override
    public void save(Path directory) throws IOException {
        ModelJson.write(
                ModelJson.of(ModelKind.NWOT)
                        .put("inputs", run.inputs())
                        .put("seed", run.seed())
                        .put("mostMacs", run.mostMacs())
                        .put("mostNumbers", run.mostNumbers()),
                directory);
    }

    @Override
    public String name() {
        return "nwot";
    }

    @Override
    public String description() {
        return "Log-determinant of the agreement of " + run.inputs() + " random inputs in an untrained network.";
    }

    @Override
    public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return ParallelScoring.score(
                graphs, graph -> run.logDeterminant(graph.simplify(SimplifyMode.CANONICAL)), progress, cancellation);
    }

    /** Does nothing: there is nothing to free. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return name() + ": " + description();
    }
}
