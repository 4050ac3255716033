package org.onnxnet.trainer.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A batch dealt out to workers who are to be done at the same time: to each as many tokens as to the others, or nearly.
 *
 * @param each what each worker gets, one or more
 * @param fit whether all portions of all workers together are within the budget
 */
public record Shares(List<MicroBatches> each, boolean fit) {
    public Shares {
        each = List.copyOf(each);
    }

    /**
     * Deals out a batch.
     *
     * @param texts number of texts
     * @param lengthOf the padded length of a text by its index
     * @param budget the most tokens that run at once, those of all workers together; a longer text runs alone
     * @param workers at most so many shares; fewer if there are fewer texts, or their longest is too long for that many at once
     */
    public static Shares of(int texts, IntUnaryOperator lengthOf, int budget, int workers) {
        int longest = IntStream.range(0, texts).map(lengthOf).max().orElse(1);
        int count = Math.max(1, Math.min(workers, Math.min(texts, budget / longest)));
        List<List<Integer>> hands = IntStream.range(0, count)
                .<List<Integer>>mapToObj(i -> new ArrayList<>())
                .toList();
        long[] tokens = new long[count];
        IntStream.range(0, texts)
                .boxed()
                .sorted(Comparator.comparingInt((Integer text) -> -lengthOf.applyAsInt(text)))
                .forEach(text -> {
                    int least = leastOf(tokens);
                    hands.get(least).add(text);
                    tokens[least] += lengthOf.applyAsInt(text);
                });
        List<MicroBatches> each = hands.stream()
                .map(hand -> MicroBatches.of(hand, lengthOf, budget / count))
                .toList();
        boolean fit = each.stream().mapToLong(MicroBatches::tokens).sum() <= budget
                || each.stream().allMatch(share -> share.portions().size() <= 1);
        return new Shares(each, fit);
    }

    /** How many workers have something to do. */
    public int count() {
        return each.size();
    }

    private static int leastOf(long[] tokens) {
        int least = 0;
        for (int i = 1; i < tokens.length; i++) {
            least = tokens[i] < tokens[least] ? i : least;
        }
        return least;
    }
}
