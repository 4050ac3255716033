package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.List;

/** A text that grows, and remembers where each node stands in it. */
final class SpannedText {
    private final StringBuilder text = new StringBuilder();
    private final int[] starts;
    private final int[] ends;

    SpannedText(int nodeCount) {
        starts = new int[nodeCount];
        ends = new int[nodeCount];
    }

    SpannedText append(String part) {
        text.append(part);
        return this;
    }

    /** Takes back what was appended from a place on, and returns it. */
    String cut(int from) {
        String part = text.substring(from);
        text.setLength(from);
        return part;
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    void start(int node) {
        starts[node] = text.length();
    }

    /** Ends a node's part; it can be called again when more follows. */
    void end(int node) {
        ends[node] = text.length();
    }

    Encoding toEncoding() {
        List<Encoding.Span> spans = new ArrayList<>(starts.length);
        for (int node = 0; node < starts.length; node++) {
            spans.add(new Encoding.Span(starts[node], ends[node]));
        }
        return new Encoding(text.toString(), spans);
    }
}
