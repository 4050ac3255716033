package org.onnxnet.trainer.loss;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Pairs of rows of one group, the better one first.
 *
 * @param better the row with the higher label
 * @param worse the row with the lower label
 */
@SuppressWarnings("ArrayRecordComponent") // made and used up by the hundred in every step
record RankedPairs(int[] better, int[] worse) {
    /** All pairs whose labels differ. */
    static RankedPairs of(Scores batch) {
        int size = batch.size();
        int[] better = new int[size * (size - 1) / 2];
        int[] worse = new int[better.length];
        int count = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                double gap = batch.labels()[i] - batch.labels()[j];
                if (gap != 0 && batch.comparable(i, j)) {
                    better[count] = gap > 0 ? i : j;
                    worse[count++] = gap > 0 ? j : i;
                }
            }
        }
        return new RankedPairs(Arrays.copyOf(better, count), Arrays.copyOf(worse, count));
    }

    int size() {
        return better.length;
    }

    /** How far the scores put the better row above the worse one; negative where they are the wrong way round. */
    double lead(int pair, Scores batch) {
        return batch.scores()[better[pair]] - batch.scores()[worse[pair]];
    }

    /** How far apart the labels are, more than 0. */
    double gap(int pair, Scores batch) {
        return batch.labels()[better[pair]] - batch.labels()[worse[pair]];
    }

    /** Some of the pairs, each as likely as any other; all of them where there are no more. */
    RankedPairs sample(long most, RandomGenerator random) {
        if (size() <= most) {
            return this;
        }
        int[] better = this.better.clone();
        int[] worse = this.worse.clone();
        int count = (int) most;
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, better.length);
            swap(better, i, other);
            swap(worse, i, other);
        }
        return new RankedPairs(Arrays.copyOf(better, count), Arrays.copyOf(worse, count));
    }

    private static void swap(int[] values, int i, int j) {
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    /** Adds what a change of the lead of a pair means for the scores of its rows. */
    void addSlope(double[] slopes, int pair, double slope) {
        slopes[better[pair]] += slope;
        slopes[worse[pair]] -= slope;
    }
}
