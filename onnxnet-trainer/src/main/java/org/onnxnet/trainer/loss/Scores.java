package org.onnxnet.trainer.loss;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The scores of a batch beside what they should be.
 *
 * <p>Arrays are not copied: nobody writes to them.
 *
 * @param scores what the network said
 * @param labels what is true, finite, as many as scores
 * @param groups a number for each row; rows of different groups, such as accuracies by different protocols, are never compared
 */
@SuppressWarnings("ArrayRecordComponent") // made and used up by the hundred in every step
public record Scores(double[] scores, double[] labels, int[] groups) {
    public Scores {
        if (scores.length != labels.length || scores.length != groups.length) {
            throw new IllegalArgumentException(scores.length + " scores, " + labels.length + " labels and "
                    + groups.length + " groups, wanted as many of each");
        }
    }

    /** A batch in which every row compares with every other. */
    public static Scores of(double[] scores, double[] labels) {
        return new Scores(scores, labels, new int[scores.length]);
    }

    int size() {
        return scores.length;
    }

    boolean comparable(int i, int j) {
        return groups[i] == groups[j];
    }

    /** The rows of each group. */
    int[][] rowsByGroup() {
        return Arrays.stream(groups)
                .distinct()
                .mapToObj(group -> IntStream.range(0, size())
                        .filter(row -> groups[row] == group)
                        .toArray())
                .toArray(int[][]::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scores that
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(groups, that.groups);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scores) ^ 31 * Arrays.hashCode(labels) ^ 961 * Arrays.hashCode(groups);
    }

    @Override
    public String toString() {
        return size() + " scores " + Arrays.toString(scores) + " for " + Arrays.toString(labels);
    }
}
