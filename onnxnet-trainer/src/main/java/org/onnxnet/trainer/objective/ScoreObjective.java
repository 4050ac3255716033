package org.onnxnet.trainer.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.trainer.data.MicroBatches;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.data.TrainingException;
import org.onnxnet.trainer.loss.Gradient;
import org.onnxnet.trainer.loss.Loss;
import org.onnxnet.trainer.loss.Scores;
import org.onnxnet.trainer.network.ModernBert;
import org.onnxnet.trainer.network.Pass;
import org.onnxnet.trainer.network.Passes;
import org.onnxnet.trainer.network.TokenBatch;
import org.onnxnet.trainer.torch.Scoped;
import org.onnxnet.trainer.torch.TorchDevice;

/**
 * Scores that agree with labels. The loss is one of the whole batch, whatever the portions in which it runs: a batch that fits
 * into the budget runs once, another one first without derivatives, and again portion by portion when it is known how the loss
 * changes with each score. A model of several outputs has the mean of their losses.
 *
 * @see <a href="https://arxiv.org/abs/2101.06983">Gradient caching, Gao et al. 2021</a>
 */
public final class ScoreObjective implements Objective<Row> {
    private final ModernBert network;
    private final Passes passes;
    private final Loss loss;
    private final int tokenBudget;

    /** @param tokenBudget how many tokens, padding included, run forth and back at once */
    public ScoreObjective(ModernBert network, Passes passes, Loss loss, int tokenBudget) {
        this.network = network;
        this.passes = passes;
        this.loss = loss;
        this.tokenBudget = tokenBudget;
    }

    @Override
    public String nameOf(Row row) {
        return row.key();
    }

    @Override
    public double backward(List<Row> batch, RandomGenerator random) {
        ModernBertConfig config = network.config();
        MicroBatches micro = MicroBatches.of(
                batch.size(), row -> TokenBatch.paddedLength(batch.get(row).tokens().length, config), tokenBudget);
        boolean fits = micro.tokens() <= tokenBudget || micro.portions().size() == 1;
        return Scoped.compute(() -> fits ? once(batch, micro, random) : twice(batch, micro, random));
    }

    private double once(List<Row> batch, MicroBatches micro, RandomGenerator random) {
        double[][] scores = new double[batch.size()][];
        List<Pass> forth = new ArrayList<>();
        for (List<Integer> portion : micro.portions()) {
            Pass pass = passes.classify(tokens(batch, portion));
            put(pass.output(), portion, scores);
            forth.add(pass);
        }
        Slopes slopes = slopes(batch, scores, random);
        for (int i = 0; i < forth.size(); i++) {
            forth.get(i).backward(slopes.of(micro.portions().get(i)));
        }
        return slopes.loss();
    }

    private double twice(List<Row> batch, MicroBatches micro, RandomGenerator random) {
        double[][] scores = new double[batch.size()][];
        for (List<Integer> portion : micro.portions()) {
            Scoped.run(() -> put(passes.scores(tokens(batch, portion)), portion, scores));
        }
        Slopes slopes = slopes(batch, scores, random);
        for (List<Integer> portion : micro.portions()) {
            Scoped.run(() -> passes.classify(tokens(batch, portion)).backward(slopes.of(portion)));
        }
        return slopes.loss();
    }

    private TokenBatch tokens(List<Row> batch, List<Integer> portion) {
        return TokenBatch.of(
                portion.stream().map(row -> batch.get(row).tokens()).toList(),
                network.config(),
                network.weights().device());
    }

    private void put(Tensor output, List<Integer> portion, double[][] scores) {
        float[] values = TorchDevice.toFloats(output);
        int outputs = network.config().labels();
        for (int i = 0; i < portion.size(); i++) {
            int first = i * outputs;
            scores[portion.get(i)] = IntStream.range(first, first + outputs)
                    .mapToDouble(index -> values[index])
                    .toArray();
        }
    }

    /** How the loss changes with each score of a batch. */
    private final class Slopes {
        private final double[][] slopes;
        private double loss;

        Slopes(int rows) {
            this.slopes = new double[rows][network.config().labels()];
        }

        double loss() {
            return loss;
        }

        Tensor of(List<Integer> portion) {
            int outputs = network.config().labels();
            float[] values = new float[portion.size() * outputs];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) slopes[portion.get(i / outputs)][i % outputs];
            }
            return network.weights().device().floats(values, portion.size(), outputs);
        }
    }

    private Slopes slopes(List<Row> batch, double[][] scores, RandomGenerator random) {
        requireFinite(batch, scores);
        int outputs = network.config().labels();
        int[][] known = IntStream.range(0, outputs)
                .mapToObj(output -> IntStream.range(0, batch.size())
                        .filter(row -> !Double.isNaN(batch.get(row).label(output)))
                        .toArray())
                .toArray(int[][]::new);
        long taught = IntStream.range(0, outputs)
                .filter(output -> known[output].length > 0)
                .count();
        Slopes slopes = new Slopes(batch.size());
        for (int output = 0; output < outputs; output++) {
            if (known[output].length > 0) {
                Gradient gradient = gradient(batch, scores, known[output], output, random);
                slopes.loss += gradient.loss() / taught;
                for (int i = 0; i < known[output].length; i++) {
                    slopes.slopes[known[output][i]][output] = gradient.slopes()[i] / taught;
                }
            }
        }
        return slopes;
    }

    private Gradient gradient(List<Row> batch, double[][] scores, int[] rows, int output, RandomGenerator random) {
        return loss.of(
                new Scores(
                        IntStream.of(rows)
                                .mapToDouble(row -> scores[row][output])
                                .toArray(),
                        IntStream.of(rows)
                                .mapToDouble(row -> batch.get(row).label(output))
                                .toArray(),
                        IntStream.of(rows).map(row -> batch.get(row).group()).toArray()),
                random);
    }

    private static void requireFinite(List<Row> batch, double[][] scores) {
        List<String> bad = IntStream.range(0, scores.length)
                .filter(row -> IntStream.range(0, scores[row].length)
                        .anyMatch(output -> !Double.isFinite(scores[row][output])))
                .mapToObj(row -> TrainingData.shortened(batch.get(row).key()))
                .toList();
        if (!bad.isEmpty()) {
            throw new TrainingException("the network gives NaN or infinity for " + bad.size() + " of " + scores.length
                    + " rows of a batch: " + TrainingData.firstOf(bad)
                    + "; lower the learning rate, or train in 32 bits");
        }
    }
}
