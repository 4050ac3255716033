package org.onnxnet.predictor.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which texts run together. Texts share a batch only if they are filled up to the same length, and that length depends on the
 * text alone: so a score cannot depend on the company a text is in.
 */
public final class BatchPlan {
    /** The network works on blocks of this many tokens, so that filling up to it costs nothing. */
    static final int STEP = 64;

    private BatchPlan() {}

    /**
     * Texts to run together.
     *
     * @param tokens the length all of them are filled up to
     * @param texts their places in the list that was planned
     */
    public record Batch(int tokens, List<Integer> texts) {
        public Batch {
            texts = List.copyOf(texts);
        }
    }

    /** The length a text is filled up to. */
    static int paddedLength(int tokens) {
        return Math.max(1, (tokens + STEP - 1) / STEP) * STEP;
    }

    /**
     * Plans batches, longest texts first: what will not fit into memory then fails at once.
     *
     * @param lengths of the texts in tokens
     * @param budget how many tokens a batch may have, padding included; a text that is longer runs alone
     * @param mostTexts how many texts a batch may have, 1 or more
     */
    public static List<Batch> of(int[] lengths, int budget, int mostTexts) {
        int[] padded = Arrays.stream(lengths).map(BatchPlan::paddedLength).toArray();
        List<Integer> order = IntStream.range(0, padded.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer text) -> -padded[text]))
                .toList();
        List<Batch> batches = new ArrayList<>();
        for (int start = 0; start < order.size(); ) {
            int tokens = padded[order.get(start)];
            int most = Math.max(1, Math.min(mostTexts, budget / tokens));
            int end = start;
            while (end < order.size() && end - start < most && padded[order.get(end)] == tokens) {
                end++;
            }
            batches.add(new Batch(tokens, order.subList(start, end)));
            start = end;
        }
        return batches;
    }
}
