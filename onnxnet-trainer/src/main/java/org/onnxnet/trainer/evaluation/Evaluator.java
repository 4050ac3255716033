package org.onnxnet.trainer.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.onnxnet.predictor.metric.Metrics;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.data.Shares;
import org.onnxnet.trainer.network.Passes;
import org.onnxnet.trainer.network.TokenBatch;
import org.onnxnet.trainer.network.Workers;
import org.onnxnet.trainer.torch.Scoped;
import org.onnxnet.trainer.torch.TorchDevice;

/** Scores the rows of a set, in 32 bits, and holds the scores against the labels. */
public final class Evaluator {
    private final Workers workers;
    private final int tokenBudget;

    /** @param workers with the network in the precision to score with */
    public Evaluator(Workers workers, int tokenBudget) {
        this.workers = workers;
        this.tokenBudget = tokenBudget;
    }

    /** The scores of rows, [rows][outputs]. */
    public double[][] scores(List<Row> rows) {
        double[][] scores = new double[rows.size()][];
        Shares shares = Shares.of(
                rows.size(),
                row -> TokenBatch.paddedLength(rows.get(row).tokens().length, workers.config()),
                tokenBudget,
                workers.count());
        workers.each(
                shares.count(),
                (passes, share) -> shares.each()
                        .get(share)
                        .portions()
                        .forEach(portion -> Scoped.run(() -> score(passes, rows, portion, scores))));
        return scores;
    }

    private void score(Passes passes, List<Row> rows, List<Integer> portion, double[][] scores) {
        List<int[]> tokens = portion.stream().map(row -> rows.get(row).tokens()).toList();
        float[] values = TorchDevice.toFloats(passes.scores(TokenBatch.of(tokens, workers.config(), workers.device())));
        int outputs = workers.config().labels();
        for (int i = 0; i < portion.size(); i++) {
            int first = i * outputs;
            scores[portion.get(i)] = IntStream.range(first, first + outputs)
                    .mapToDouble(index -> values[index])
                    .toArray();
        }
    }

    /** The figures of a set. */
    public Evaluation evaluate(List<LabelledText> texts, List<Row> rows) {
        double[][] scores = scores(rows);
        List<Evaluation.Part> parts = new ArrayList<>();
        for (int output = 0; output < workers.config().labels(); output++) {
            Map<String, List<Integer>> groups = new LinkedHashMap<>();
            for (int row = 0; row < rows.size(); row++) {
                if (!Double.isNaN(rows.get(row).label(output))) {
                    groups.computeIfAbsent(texts.get(row).group(), name -> new ArrayList<>())
                            .add(row);
                }
            }
            int column = output;
            groups.forEach((group, members) -> parts.add(part(group, column, members, scores, rows)));
        }
        return new Evaluation(parts);
    }

    private static Evaluation.Part part(
            String group, int output, List<Integer> members, double[][] scores, List<Row> rows) {
        double[] predicted =
                members.stream().mapToDouble(row -> scores[row][output]).toArray();
        double[] actual =
                members.stream().mapToDouble(row -> rows.get(row).label(output)).toArray();
        if (Arrays.stream(predicted).anyMatch(score -> !Double.isFinite(score))) {
            return new Evaluation.Part(group, output, actual.length, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Evaluation.Part(
                group,
                output,
                actual.length,
                Metrics.kendallTau(predicted, actual),
                Metrics.spearman(predicted, actual),
                Metrics.meanAbsoluteError(predicted, actual),
                residual(predicted, actual));
    }

    private static double residual(double[] predicted, double[] actual) {
        double r = Metrics.pearson(predicted, actual);
        double mean = Arrays.stream(predicted).average().orElse(0);
        double variance = Arrays.stream(predicted)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElse(0);
        return Math.sqrt(variance * (1 - (Double.isNaN(r) ? 0 : r * r)));
    }
}
