package org.onnxnet.trainer.objective;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.data.Shares;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.data.TrainingException;
import org.onnxnet.trainer.loss.Gradient;
import org.onnxnet.trainer.loss.Loss;
import org.onnxnet.trainer.loss.Scores;
import org.onnxnet.trainer.network.Pass;
import org.onnxnet.trainer.network.Passes;
import org.onnxnet.trainer.network.TokenBatch;
import org.onnxnet.trainer.network.Workers;
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
    private final Workers workers;
    private final Loss loss;
    private final int tokenBudget;

    /** @param tokenBudget how many tokens, padding included, run forth and back at once */
    public ScoreObjective(Workers workers, Loss loss, int tokenBudget) {
        this.workers = workers;
        this.loss = loss;
        this.tokenBudget = tokenBudget;
    }

    @Override
    public String nameOf(Row row) {
        return row.key();
    }

    @Override
    public double backward(List<Row> batch, RandomGenerator random) {
        Shares shares = Shares.of(
                batch.size(),
                row -> TokenBatch.paddedLength(batch.get(row).tokens().length, workers.config()),
                tokenBudget,
                workers.count());
        Step step = new Step(batch);
        workers.run(
                shares.count(),
                (passes, share) -> {
                    List<Runnable> back = shares.each().get(share).portions().stream()
                            .map(portion -> step.forth(portion, passes, shares.fit()))
                            .toList();
                    return () -> back.forEach(Runnable::run);
                },
                () -> step.derive(random));
        return step.loss;
    }

    /** What becomes of one batch. */
    private final class Step {
        private final List<Row> batch;
        private final double[][] scores;
        /** How the loss changes with each score. */
        private final double[][] slopes;

        private double loss;

        Step(List<Row> batch) {
            this.batch = batch;
            this.scores = new double[batch.size()][];
            this.slopes = new double[batch.size()][workers.config().labels()];
        }

        /**
         * Scores a portion.
         *
         * @param keep whether there is memory for what the way back needs; else it is computed once more
         * @return the way back
         */
        Runnable forth(List<Integer> portion, Passes passes, boolean keep) {
            if (keep) {
                Pass pass = passes.classify(tokens(portion));
                put(pass.output(), portion);
                return () -> pass.backward(slopes(portion));
            }
            Scoped.run(() -> put(passes.scores(tokens(portion)), portion));
            return () -> Scoped.run(() -> passes.classify(tokens(portion)).backward(slopes(portion)));
        }

        private TokenBatch tokens(List<Integer> portion) {
            return TokenBatch.of(
                    portion.stream().map(row -> batch.get(row).tokens()).toList(), workers.config(), workers.device());
        }

        private void put(Tensor output, List<Integer> portion) {
            float[] values = TorchDevice.toFloats(output);
            int outputs = workers.config().labels();
            for (int i = 0; i < portion.size(); i++) {
                int first = i * outputs;
                scores[portion.get(i)] = IntStream.range(first, first + outputs)
                        .mapToDouble(index -> values[index])
                        .toArray();
            }
        }

        private Tensor slopes(List<Integer> portion) {
            int outputs = workers.config().labels();
            float[] values = new float[portion.size() * outputs];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) slopes[portion.get(i / outputs)][i % outputs];
            }
            return workers.device().floats(values, portion.size(), outputs);
        }

        /** Compares all scores with their labels. */
        void derive(RandomGenerator random) {
            requireFinite(batch, scores);
            int outputs = workers.config().labels();
            int[][] known = IntStream.range(0, outputs)
                    .mapToObj(output -> IntStream.range(0, batch.size())
                            .filter(row -> !Double.isNaN(batch.get(row).label(output)))
                            .toArray())
                    .toArray(int[][]::new);
            long taught = IntStream.range(0, outputs)
                    .filter(output -> known[output].length > 0)
                    .count();
            for (int output = 0; output < outputs; output++) {
                if (known[output].length > 0) {
                    Gradient gradient = gradient(known[output], output, random);
                    loss += gradient.loss() / taught;
                    for (int i = 0; i < known[output].length; i++) {
                        slopes[known[output][i]][output] = gradient.slopes()[i] / taught;
                    }
                }
            }
        }

        private Gradient gradient(int[] rows, int output, RandomGenerator random) {
            return ScoreObjective.this.loss.of(
                    new Scores(
                            IntStream.of(rows)
                                    .mapToDouble(row -> scores[row][output])
                                    .toArray(),
                            IntStream.of(rows)
                                    .mapToDouble(row -> batch.get(row).label(output))
                                    .toArray(),
                            IntStream.of(rows)
                                    .map(row -> batch.get(row).group())
                                    .toArray()),
                    random);
        }
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
