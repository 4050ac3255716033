package org.onnxnet.encoder;

import java.util.List;

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

    /** The same with a line before the first. */
    Encoding behind(String line) {
        int shift = line.length() + (text.isEmpty() ? 0 : 1);
        List<Span> moved = spans.stream()
                .map(span -> new Span(span.start() + shift, span.end() + shift))
                .toList();
        return new Encoding(text.isEmpty() ? line : line + "\n" + text, moved);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
