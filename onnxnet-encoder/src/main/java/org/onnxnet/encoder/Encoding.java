package org.onnxnet.encoder;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A graph as text, with the place of each node in it. Immutable.
 *
 * @param text lines that end in {@code \n}; the last one need not
 * @param spans for each node of the main graph, in file order, where it stands in the text
 */
public record Encoding(String text, List<Span> spans) {
    /**
     * A part of a text: a node's operator, inputs and attributes, and the names of its outputs where they are written.
     *
     * @param start index of the first character
     * @param end index after the last character
     */
    public record Span(int start, int end) {
        public int length() {
            return end - start;
        }
    }

    public Encoding {
        spans = List.copyOf(spans);
    }

    /**
     * Where a node stands in the text.
     *
     * @param node its index in the main graph that was encoded
     */
    public Span span(int node) {
        return spans.get(node);
    }

    /**
     * The part of the text that describes a node.
     *
     * @param node its index in the main graph that was encoded
     */
    public String textOf(int node) {
        Span span = spans.get(node);
        return text.substring(span.start(), span.end());
    }

    /**
     * The longest beginning of the text that has no more than some tokens. It ends between lines or behind a statement: no node
     * is cut in the middle, and one that a call of a definition stands for stays or goes with all others of the call. Constants go with the
     * node that reads them first.
     *
     * @param budget how many tokens there may be, 0 or more
     * @param counter how many tokens a text has; not fewer for a longer text
     */
    public Truncated truncate(int budget, ToIntFunction<String> counter) {
        int whole = counter.applyAsInt(text);
        if (whole <= budget) {
            return new Truncated(text, whole, List.of());
        }
        int[] places = boundaries();
        int low = 0;
        int high = places.length - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (counter.applyAsInt(text.substring(0, places[middle])) <= budget) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        String kept = text.substring(0, places[low]);
        List<Integer> cut = IntStream.range(0, spans.size())
                .filter(node -> spans.get(node).end() > kept.length())
                .boxed()
                .toList();
        return new Truncated(kept, counter.applyAsInt(kept), cut);
    }

    /** Where the text can be cut: at its start, before line breaks, and behind what no other node's part goes on after. */
    private int[] boundaries() {
        BitSet inside = new BitSet(text.length());
        spans.stream().filter(span -> span.length() > 1).forEach(span -> inside.set(span.start() + 1, span.end()));
        IntStream lines = IntStream.range(0, text.length()).filter(place -> text.charAt(place) == '\n');
        IntStream places = IntStream.concat(
                IntStream.of(0), IntStream.concat(lines, spans.stream().mapToInt(Span::end)));
        return places.filter(place -> !inside.get(place)).distinct().sorted().toArray();
    }

    /**
     * The beginning of a text.
     *
     * @param text where it was cut is its length
     * @param tokens how many it has
     * @param cutNodes the nodes that it does not tell of, by their indices in the main graph that was encoded, ascending
     */
    public record Truncated(String text, int tokens, List<Integer> cutNodes) {
        public Truncated {
            cutNodes = List.copyOf(cutNodes);
        }
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
