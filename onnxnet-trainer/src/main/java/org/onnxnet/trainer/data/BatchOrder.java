package org.onnxnet.trainer.data;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which rows meet in which step. It depends on the seed and the epoch alone, so that a training can go on where it stopped.
 *
 * @param rows number of rows
 * @param batchSize rows of a batch; the last one of an epoch may be smaller
 * @param seed of the order
 */
public record BatchOrder(int rows, int batchSize, long seed) {
    private static final long EPOCH = 0x9E3779B97F4A7C15L;

    public int stepsPerEpoch() {
        return (rows + batchSize - 1) / batchSize;
    }

    /** The indices of all rows in the order of an epoch, from 0. */
    public int[] epoch(int epoch) {
        int[] order = new int[rows];
        SplittableRandom random = new SplittableRandom(seed + EPOCH * (epoch + 1));
        for (int i = 0; i < rows; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** The rows of a step of an epoch, from 0. */
    public <E> List<E> batch(List<E> all, int[] order, int step) {
        int from = step * batchSize;
        return Arrays.stream(order, from, Math.min(rows, from + batchSize))
                .mapToObj(all::get)
                .toList();
    }
}
