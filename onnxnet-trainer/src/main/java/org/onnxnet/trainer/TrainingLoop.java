package org.onnxnet.trainer;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.onnxnet.trainer.data.BatchOrder;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.data.TrainingException;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.objective.Objective;
import org.onnxnet.trainer.optimizer.AdamW;
import org.onnxnet.trainer.optimizer.PolynomialSchedule;

/** Steps over batches, epochs over steps. All chance comes from the seed and the number of the step or epoch. */
final class TrainingLoop<E> implements AutoCloseable {
    private static final long STEP = 0xBF58476D1CE4E5B9L;

    private final List<E> rows;
    private final Objective<E> objective;
    private final ToIntFunction<E> tokensOf;
    private final Weights weights;
    private final Schedule schedule;
    private final long seed;
    private final Checkpoints checkpoints;
    private final TrainingListener listener;
    private final BatchOrder order;
    private final PolynomialSchedule rates;
    private final AdamW optimizer;

    /** What happens after an epoch, numbered from 1. */
    @FunctionalInterface
    interface EpochEnd {
        void finished(int epoch, long steps, double meanLoss) throws IOException;
    }

    TrainingLoop(
            List<E> rows,
            Objective<E> objective,
            ToIntFunction<E> tokensOf,
            Weights weights,
            Schedule schedule,
            long seed,
            Checkpoints checkpoints,
            TrainingListener listener)
            throws IOException {
        this.rows = rows;
        this.objective = objective;
        this.tokensOf = tokensOf;
        this.weights = weights;
        this.schedule = schedule;
        this.seed = seed;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.order = new BatchOrder(rows.size(), schedule.batchSize(), seed);
        long steps = (long) order.stepsPerEpoch() * schedule.epochs();
        this.rates = new PolynomialSchedule(
                schedule.learningRate(),
                schedule.learningRate() * schedule.endShare(),
                (long) Math.ceil(steps * schedule.warmupShare()),
                steps,
                schedule.power());
        this.optimizer = checkpoints.optimizer(weights, schedule.adam());
    }

    void run(EpochEnd end) throws IOException {
        int stepsPerEpoch = order.stepsPerEpoch();
        listener.started(optimizer.steps(), rates.steps());
        double sum = checkpoints.begin().lossSum();
        for (int epoch = (int) (optimizer.steps() / stepsPerEpoch); epoch < schedule.epochs(); epoch++) {
            int[] permutation = order.epoch(epoch);
            for (int i = (int) (optimizer.steps() % stepsPerEpoch); i < stepsPerEpoch; i++) {
                sum += step(epoch, order.batch(rows, permutation, i));
                // The end of an epoch is saved when its model is evaluated.
                if (i + 1 < stepsPerEpoch) {
                    checkpoints.saveNowAndThen(sum, weights, optimizer);
                }
            }
            end.finished(epoch + 1, optimizer.steps(), sum / stepsPerEpoch);
            sum = 0;
            checkpoints.save(sum, weights, optimizer);
        }
    }

    private double step(int epoch, List<E> batch) {
        long begin = System.nanoTime();
        long step = optimizer.steps();
        weights.clearGradients();
        double loss = objective.backward(batch, new SplittableRandom(seed ^ STEP * (step + 1)));
        double norm = optimizer.clipGradients(schedule.clip());
        requireFinite(batch, step, loss, norm);
        double rate = rates.rate(step);
        optimizer.step(rate);
        listener.stepped(new StepReport(
                step + 1,
                rates.steps(),
                epoch + 1,
                loss,
                norm,
                rate,
                batch.stream().mapToLong(row -> tokensOf.applyAsInt(row)).sum(),
                (System.nanoTime() - begin) * 1e-9));
        return loss;
    }

    private void requireFinite(List<E> batch, long step, double loss, double norm) {
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            List<String> names = batch.stream()
                    .map(objective::nameOf)
                    .map(TrainingData::shortened)
                    .toList();
            throw new TrainingException("step " + (step + 1) + " has the loss " + loss + " and derivatives of length "
                    + norm + ", on the rows " + TrainingData.firstOf(names)
                    + "; lower the learning rate, or train in 32 bits");
        }
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
