package org.onnxnet.predictor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Candidates in the order of their scores, best first. Immutable, if the items are.
 *
 * @param <T> what is ranked
 */
public final class Ranking<T> implements Iterable<Ranking.Entry<T>> {
    private static final int PRINTED_ENTRIES = 10;
    private static final int PRINTED_WIDTH = 80;

    private final String predictor;
    private final List<Entry<T>> entries;

    /**
     * One candidate.
     *
     * @param rank its place, from 1; every place is taken once
     * @param score higher is better; NaN where the predictor could not judge it
     * @param index its place in the list that was ranked, from 0
     */
    public record Entry<T>(int rank, T item, double score, int index) {}

    private Ranking(String predictor, List<Entry<T>> entries) {
        this.predictor = predictor;
        this.entries = List.copyOf(entries);
    }

    /**
     * Ranks items by scores. Equal scores keep the order given (0.0 and -0.0 are equal); items with the score NaN come last.
     *
     * @param predictor the name of what gave the scores
     * @param scores one per item, higher is better
     * @throws IllegalArgumentException if there are more or fewer scores than items
     */
    public static <T> Ranking<T> of(String predictor, List<T> items, double[] scores) {
        if (items.size() != scores.length) {
            throw new IllegalArgumentException("predictor " + predictor + " gave " + scores.length + " scores, wanted "
                    + items.size() + ": one per candidate");
        }
        List<Integer> order = new ArrayList<>();
        for (int index = 0; index < scores.length; index++) {
            order.add(index);
        }
        order.sort(Comparator.<Integer>comparingDouble(index -> sortKey(scores[index])));
        List<Entry<T>> entries = new ArrayList<>();
        for (int index : order) {
            entries.add(new Entry<>(entries.size() + 1, items.get(index), scores[index], index));
        }
        return new Ranking<>(predictor, entries);
    }

    /** Lowest first, NaN last: {@link Double#compare} puts it after everything; adding 0 makes one zero of two. */
    private static double sortKey(double score) {
        return -score + 0.0;
    }

    /** The name of the predictor that ranked. */
    public String predictor() {
        return predictor;
    }

    /** The entries, best first. */
    public List<Entry<T>> entries() {
        return entries;
    }

    /** The items, best first. */
    public List<T> items() {
        return entries.stream().map(Entry::item).toList();
    }

    /**
     * The item with the highest score.
     *
     * @throws NoSuchElementException if nothing was ranked
     */
    public T best() {
        if (entries.isEmpty()) {
            throw new NoSuchElementException("nothing was ranked, wanted at least one candidate");
        }
        return entries.get(0).item();
    }

    /**
     * The first {@code k} entries, or all where there are fewer.
     *
     * @param k 0 or more
     */
    public Ranking<T> top(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("k is " + k + ", wanted 0 or more");
        }
        return k >= entries.size() ? this : new Ranking<>(predictor, entries.subList(0, k));
    }

    public int size() {
        return entries.size();
    }

    public Stream<Entry<T>> stream() {
        return entries.stream();
    }

    @Override
    public Iterator<Entry<T>> iterator() {
        return entries.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranking<?> that && predictor.equals(that.predictor) && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return Objects.hash(predictor, entries);
    }

    /** A header and one line for each of the first ten entries. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("ranking by ").append(predictor).append(", ").append(size()).append(" entries, best first");
        for (Entry<T> entry : top(PRINTED_ENTRIES)) {
            text.append('\n').append(line(entry));
        }
        if (size() > PRINTED_ENTRIES) {
            text.append("\n... and ").append(size() - PRINTED_ENTRIES).append(" more");
        }
        return text.toString();
    }

    private static String line(Entry<?> entry) {
        String item = String.valueOf(entry.item()).lines().findFirst().orElse("");
        String line = entry.rank() + ". " + number(entry.score()) + "  " + item;
        return line.length() <= PRINTED_WIDTH ? line : line.substring(0, PRINTED_WIDTH - 3) + "...";
    }

    /** Whole numbers as such, others with the digits that tell them apart. */
    private static String number(double score) {
        return score == Math.rint(score) && Math.abs(score) < 1e15
                ? Long.toString((long) score)
                : Double.toString(score);
    }
}
