package org.onnxnet.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.encoder.fold.TokenEstimate;

/** A text that grows, and remembers where each node stands in it. It can be handed on as it grows, so that it is never whole. */
final class SpannedText {
    private static final int HELD = 1 << 13;

    private final StringBuilder text = new StringBuilder();
    private final @Nullable Appendable out;
    private final int[] starts;
    private final int[] ends;
    private int handedOn;

    SpannedText(int nodeCount) {
        this(nodeCount, null);
    }

    /** @param out where the text goes; null if it is kept */
    SpannedText(int nodeCount, @Nullable Appendable out) {
        this.out = out;
        starts = new int[nodeCount];
        ends = new int[nodeCount];
    }

    SpannedText append(String part) {
        text.append(part);
        if (text.length() > HELD) {
            handOn();
        }
        return this;
    }

    /** Appends another text of the same network that is kept whole, on a line of its own. */
    SpannedText append(SpannedText other) {
        if (other.length() > 0) {
            startLine();
        }
        int start = length();
        for (int node = 0; node < starts.length; node++) {
            starts[node] = start + other.starts[node];
            ends[node] = start + other.ends[node];
        }
        return append(other.text.toString());
    }

    /** Whether it has more tokens, by estimate, or more characters than another text; both are kept whole. */
    boolean isLongerThan(SpannedText other) {
        return length() > other.length() || TokenEstimate.of(text) > TokenEstimate.of(other.text);
    }

    /** Starts a line, if it is not the first. */
    void startLine() {
        if (length() > 0) {
            append("\n");
        }
    }

    /** Hands on what is still held. */
    void handOn() {
        if (out == null) {
            return;
        }
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        handedOn += text.length();
        text.setLength(0);
    }

    /** Takes back what was appended from a place on, and returns it. Only a text that is kept can do so. */
    String cut(int from) {
        String part = text.substring(from);
        text.setLength(from);
        return part;
    }

    int length() {
        return handedOn + text.length();
    }

    void start(int node) {
        starts[node] = length();
    }

    /** Ends a node's part; it can be called again when more follows. */
    void end(int node) {
        ends[node] = length();
    }

    /** The text, if it is kept. */
    Encoding toEncoding() {
        List<Encoding.Span> spans = new ArrayList<>(starts.length);
        for (int node = 0; node < starts.length; node++) {
            spans.add(new Encoding.Span(starts[node], ends[node]));
        }
        return new Encoding(text.toString(), spans);
    }
}
