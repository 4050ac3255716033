package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.runtime.Cancellation;

/**
 * A cheap predictor first, a good one on those that it lets through. Networks that do not get through rank below all that do,
 * in the order of the cheap one. Which get through is decided by a threshold and not by what else is in the list, so that a
 * network's score is always the same.
 */
public final class Cascade implements Predictor {
    private final Predictor first;
    private final Predictor second;
    private final double threshold;

    /**
     * @param first the cheap one; closed with the cascade
     * @param second the good one; closed with the cascade
     * @param threshold the least score of the first one with which a network gets through
     */
    public Cascade(Predictor first, Predictor second, double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("threshold is NaN, wanted a score of " + first.name());
        }
        this.first = first;
        this.second = second;
        this.threshold = threshold;
    }

    /**
     * A cascade that lets about a share of all networks through.
     *
     * @param share more than 0, at most 1
     * @param reference networks like those to come, from whose scores the threshold is taken
     */
    public static Cascade keeping(double share, Predictor first, Predictor second, List<OnnxGraph> reference) {
        if (!(share > 0 && share <= 1) || reference.isEmpty()) {
            throw new IllegalArgumentException("share is " + share + " of " + reference.size()
                    + " reference networks, wanted more than 0, at most 1, and one network or more");
        }
        double[] scores = Arrays.stream(first.score(reference))
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        int kept = (int) Math.ceil(share * scores.length);
        return new Cascade(first, second, kept == 0 ? Double.NEGATIVE_INFINITY : scores[scores.length - kept]);
    }

    static Cascade load(Path directory, Consumer<LanguageModelBuilder> settings) throws IOException {
        double threshold = threshold(ModelJson.read(directory), directory.resolve(ModelSettings.FILE));
        Predictor first = Predictor.load(directory.resolve("first"), settings);
        try {
            return new Cascade(first, Predictor.load(directory.resolve("second"), settings), threshold);
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static double threshold(JsonNode json, Path file) {
        String text = json.path("threshold").asText();
        try {
            double threshold = Double.parseDouble(text);
            if (!Double.isNaN(threshold)) {
                return threshold;
            }
        } catch (NumberFormatException e) {
            throw new InvalidCheckpointException(file + ": threshold is '" + text + "', wanted a number", e);
        }
        throw new InvalidCheckpointException(file + ": threshold is NaN, wanted a number");
    }

    @Override
    public void save(Path directory) throws IOException {
        first.save(directory.resolve("first"));
        second.save(directory.resolve("second"));
        // As text, for JSON has no infinity.
        ModelJson.write(ModelJson.of(ModelKind.CASCADE).put("threshold", Double.toString(threshold)), directory);
    }

    @Override
    public String name() {
        return "cascade";
    }

    @Override
    public String description() {
        return second.name() + " where " + first.name() + " is at least " + threshold + ", " + first.name() + " below.";
    }

    /** {@return scores from 1 to 3 for networks that got through, from -1 to 1 for the others} */
    @Override
    public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        int size = graphs.size();
        double[] scores = first.score(graphs, (done, of) -> progress.progress(done / 2, size), cancellation);
        int[] through =
                IntStream.range(0, size).filter(i -> scores[i] >= threshold).toArray();
        List<OnnxGraph> survivors = new ArrayList<>();
        Arrays.stream(through).forEach(i -> survivors.add(graphs.get(i)));
        double[] good = second.score(
                survivors,
                (done, of) -> progress.progress(size / 2 + done * (size - size / 2) / Math.max(1, of), size),
                cancellation);
        for (int i = 0; i < size; i++) {
            scores[i] = squashed(scores[i]);
        }
        for (int i = 0; i < through.length; i++) {
            scores[through[i]] = 2 + squashed(good[i]);
        }
        progress.progress(size, size);
        return scores;
    }

    /** From -1 to 1, in the same order; by logarithms, so that counts of billions stay apart. */
    private static double squashed(double score) {
        double size = Math.log1p(Math.abs(score));
        return Double.isInfinite(size) ? Math.signum(score) : Math.signum(score) * size / (1 + size);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    @Override
    public String toString() {
        return name() + ": " + description();
    }
}
