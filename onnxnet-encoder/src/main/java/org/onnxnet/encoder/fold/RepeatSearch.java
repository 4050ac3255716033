package org.onnxnet.encoder.fold;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the repeat that saves most among all runs of items in a few sequences. */
final class RepeatSearch {
    /** So many repeats that promise most are looked at closely. */
    private static final int CLOSE_LOOKS = 24;

    private final List<Item> items;
    private final int[] costsBefore;
    private final SuffixOrder suffixes;

    /**
     * A run of items that occurs more than once.
     *
     * @param low first place in the order of suffixes
     * @param high last place
     * @param most what it can save at most
     */
    private record Candidate(int length, int low, int high, long most, int first) {
        // What starts first is taken where the rest is equal, so that the outcome depends on the sequence alone.
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingLong((Candidate c) -> -c.most)
                .thenComparingInt(Candidate::length)
                .thenComparingInt(Candidate::first);
    }

    /** A run of items that is not yet known to end: {@code length} are shared from place {@code low} on. */
    private record Open(int length, int low, int least, int most) {}

    /** A repeat and where it is. */
    record Found(Repeat repeat, List<Integer> starts) {}

    /**
     * @param items those of all sequences
     * @param shapes a number for the shape of each item, and another one for each end of a sequence
     */
    RepeatSearch(List<Item> items, int[] shapes) {
        this.items = items;
        this.suffixes = new SuffixOrder(shapes);
        this.costsBefore = new int[items.size() + 1];
        for (int i = 0; i < items.size(); i++) {
            costsBefore[i + 1] = costsBefore[i] + items.get(i).cost();
        }
    }

    /** The best repeat; null if none saves anything. */
    @Nullable
    Found best() {
        Found best = null;
        List<Candidate> candidates = candidates();
        candidates.sort(Candidate.BEST_FIRST);
        for (Candidate candidate : candidates.subList(0, Math.min(CLOSE_LOOKS, candidates.size()))) {
            if (best != null && candidate.most <= best.repeat.saving()) {
                break;
            }
            List<Integer> starts = apart(candidate);
            if (starts.size() > 1) {
                Repeat repeat = new Repeat(items, starts, candidate.length);
                if (repeat.saving() > (best == null ? 0 : best.repeat.saving())) {
                    best = new Found(repeat, starts);
                }
            }
        }
        return best;
    }

    /**
     * All runs of at least two shapes that occur more than once and would not do so any more if one shape longer. A single
     * statement says more than the name of a definition would.
     */
    private List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        int n = suffixes.order.length;
        for (int place = 1; place <= n; place++) {
            int length = place == n ? 0 : suffixes.shared[place];
            int low = place - 1;
            int least = suffixes.order[place - 1];
            int most = least;
            while (!open.isEmpty() && open.element().length >= length) {
                Open top = open.pop();
                low = top.low;
                least = Math.min(least, top.least);
                most = Math.max(most, top.most);
                if (top.length > length) {
                    add(found, new Open(top.length, low, least, most), place - 1);
                }
            }
            if (length > 0) {
                open.push(new Open(length, low, least, most));
            }
        }
        return found;
    }

    private void add(List<Candidate> found, Open closed, int high) {
        long count = Math.min(high - closed.low + 1, (closed.most - closed.least) / closed.length + 1);
        long most = (count - 1) * (costsBefore[closed.least + closed.length] - costsBefore[closed.least]);
        if (closed.length > 1 && most > 0) {
            found.add(new Candidate(closed.length, closed.low, high, most, closed.least));
        }
    }

    /** Where a candidate occurs, from the left, without what overlaps. */
    private List<Integer> apart(Candidate candidate) {
        int[] places = Arrays.copyOfRange(suffixes.order, candidate.low, candidate.high + 1);
        Arrays.sort(places);
        List<Integer> apart = new ArrayList<>();
        int free = 0;
        for (int place : places) {
            if (place >= free) {
                apart.add(place);
                free = place + candidate.length;
            }
        }
        return apart;
    }
}
