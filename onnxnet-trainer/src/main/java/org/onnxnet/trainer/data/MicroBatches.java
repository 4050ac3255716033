package org.onnxnet.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Texts of a batch in portions that run at once: those of like length together, no more tokens than a budget.
 *
 * @param portions indices into the batch
 * @param tokens of all portions, padding included
 */
public record MicroBatches(List<List<Integer>> portions, long tokens) {
    /** A portion with fewer tokens keeps the machine so badly busy that padding costs less than another portion. */
    private static final int SMALL = 2048;

    public MicroBatches {
        portions = portions.stream().map(List::copyOf).toList();
    }

    /**
     * Cuts some texts of a batch.
     *
     * @param longestFirst their indices, by falling length
     * @param lengthOf the padded length of a text by its index
     * @param budget the most tokens of a portion; a longer text makes a portion of its own
     */
    static MicroBatches of(List<Integer> longestFirst, IntUnaryOperator lengthOf, int budget) {
        List<List<Integer>> portions = new ArrayList<>();
        long tokens = 0;
        int longest = 0;
        for (int index : longestFirst) {
            int length = lengthOf.applyAsInt(index);
            if (portions.isEmpty() || !fits(portions.get(portions.size() - 1).size(), longest, length, budget)) {
                portions.add(new ArrayList<>());
                longest = length;
            }
            portions.get(portions.size() - 1).add(index);
            tokens += longest;
        }
        return new MicroBatches(portions, tokens);
    }

    private static boolean fits(int rows, int longest, int length, int budget) {
        boolean alike = 4L * length >= 3L * longest || (long) rows * longest < SMALL;
        return alike && (rows + 1L) * longest <= budget;
    }
}
